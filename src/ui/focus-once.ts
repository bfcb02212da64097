/** A ref: gives an element the focus when it appears, and not again when it is drawn anew. */
export function focusOnce(element: HTMLElement | null): void {
  if (element === null || element.dataset['focused'] !== undefined) return;
  element.dataset['focused'] = '';
  element.focus();
}
