/**
 * The native setter, taken from this world's prototype: a page that redefines `value` does so in its own world, and
 * React, which watches the element's own property there, sees a value it did not write and keeps it.
 */
const nativeValue = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value');

/** Overwrites a field's value the way typing the last character would: focus, keys, value, input, change. */
export function enterValue(input: HTMLInputElement, text: string): void {
  focus(input);
  const key = text.at(-1) ?? '';
  if (key) input.dispatchEvent(keyEvent('keydown', key));
  nativeValue?.set?.call(input, text);
  input.dispatchEvent(
    new InputEvent('input', { bubbles: true, composed: true, inputType: 'insertText', data: text }),
  );
  if (key) input.dispatchEvent(keyEvent('keyup', key));
  input.dispatchEvent(new Event('change', { bubbles: true }));
}

/** Offers a paste to the page's own handler; true when one took it. */
export function pasteInto(input: HTMLInputElement, text: string): boolean {
  focus(input);
  const clipboardData = new DataTransfer();
  clipboardData.setData('text/plain', text);
  const init = { bubbles: true, cancelable: true, composed: true, clipboardData };
  return !input.dispatchEvent(new ClipboardEvent('paste', init));
}

/** Lets the page's handlers, promises and rendering of this turn run. */
export function settle(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, 0);
  });
}

/** While the popup is open the page has no focus, and the browser then fires no focus events of its own. */
function focus(input: HTMLInputElement): void {
  let fired = false;
  const note = () => {
    fired = true;
  };
  const wasActive = (input.getRootNode() as Document | ShadowRoot).activeElement === input;
  input.addEventListener('focus', note, { once: true });
  input.focus({ preventScroll: true });
  input.removeEventListener('focus', note);
  if (fired || wasActive) return;
  input.dispatchEvent(new FocusEvent('focus', { composed: true }));
  input.dispatchEvent(new FocusEvent('focusin', { bubbles: true, composed: true }));
}

function keyEvent(type: string, key: string): KeyboardEvent {
  const code = /\d/.test(key) ? `Digit${key}` : `Key${key.toUpperCase()}`;
  const keyCode = key.toUpperCase().charCodeAt(0);
  return new KeyboardEvent(type, { key, code, keyCode, bubbles: true, cancelable: true, composed: true });
}
