// The window in which the user answers a passkey ceremony. It is of the extension's own origin, and no page can draw over it.
import { render } from 'preact';
import { onPageEvent } from '../ui/ask.ts';
import { followAppearance } from '../ui/brand/follow-appearance.ts';
import { applyLanguage, text } from '../ui/text.ts';
import { Prompt } from './prompt.tsx';
import { armWhileFocused, decline, keepAlive, load } from './prompt-state.ts';

/** Less than the half minute after which an idle worker is stopped. */
const ALIVE_MS = 15_000;

applyLanguage(document.documentElement);
followAppearance(document.documentElement);
document.title = text('passkeyWindow');
onPageEvent(() => void load());
addEventListener('keydown', (event) => {
  if (event.key === 'Escape') void decline('nowhere');
});
const root = document.querySelector<HTMLElement>('#app');
if (root !== null) render(<Prompt />, root);
void load().then(() => armWhileFocused(window));
keepAlive(ALIVE_MS);
