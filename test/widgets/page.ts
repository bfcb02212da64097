// One page a component library: its one-time-code widget as a site would use it, controlled by the state of the page.
import './widget.ts';

const widget = document.querySelector<HTMLElement>('#widget');
const name = location.pathname.slice(1);
document.querySelector('form')?.addEventListener('submit', (event) => event.preventDefault());

if (widget !== null) {
  const isVue = name.startsWith('vue-');
  const { show } = isVue ? await import('./vue-widgets.ts') : await import('./react-widgets.ts');
  show(name, widget);
}
