/** When the first screen is on the screen, or there is none to wait for. */
export function firstPainted(): Promise<void> {
  const { tallystickFirstPainted } = globalThis as { readonly tallystickFirstPainted?: Promise<void> };
  return tallystickFirstPainted ?? Promise.resolve();
}
