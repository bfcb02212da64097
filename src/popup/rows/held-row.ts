// While a row is held, by the pointer or by Shift, it shows its next code.
import { type Signal, signal } from '@preact/signals';

export const heldId: Signal<string | undefined> = signal(undefined);

/** Whoever held it for longer wanted to look, not to copy. */
const LOOK_MS = 500;

let pressedAt = 0;

/** What the button of a row listens to. */
export function holding(id: string) {
  return {
    onKeyUp: release,
    onBlur: release,
    onPointerDown: (event: Event) => holdByPointer(id, event),
    onPointerUp: release,
    onPointerLeave: release,
    onPointerCancel: release,
  };
}

function holdByPointer(id: string, { timeStamp }: Event): void {
  pressedAt = timeStamp;
  heldId.value = id;
}

export function holdByKey(id: string, { key, repeat }: KeyboardEvent): void {
  if (key === 'Shift' && !repeat) heldId.value = id;
}

function release(): void {
  heldId.value = undefined;
}

/** True of the click that ends a long look. A click by a key has no pointer before it. */
export function endsLook({ timeStamp, detail }: MouseEvent): boolean {
  return detail > 0 && timeStamp - pressedAt > LOOK_MS;
}
