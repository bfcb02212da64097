import { type Signal, signal } from '@preact/signals';

/**
 * True while the popup is open and another window has the focus. Browsers close it then, but not always (a developer's
 * tools, some window managers, a tab of its own), and a forgotten one must not show codes to whoever looks.
 */
export const isAway: Signal<boolean> = signal(false);

export function followFocus(): void {
  window.addEventListener('blur', () => {
    isAway.value = true;
  });
  window.addEventListener('focus', () => {
    isAway.value = false;
  });
}
