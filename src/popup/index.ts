// The toolbar popup. Its program waits until the first screen is painted, so that loading it delays no frame of that.
export {};

const { tallystickFirstPainted } = globalThis as { readonly tallystickFirstPainted?: Promise<void> };

await tallystickFirstPainted;
await import('./program.tsx');
