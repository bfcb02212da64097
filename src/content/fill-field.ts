import { enterValue, pasteInto, settle } from './input-events.ts';

/**
 * Puts a code into a field, or into the boxes of a split code in order, as a user would: what is there is
 * overwritten, and the page's own scripts see the events they wait for. Resolves to 'filled' only when the page
 * holds the code afterwards. Never throws, never submits.
 */
export async function fillField(
  boxes: readonly HTMLInputElement[],
  code: string,
): Promise<'filled' | 'refused'> {
  try {
    const first = boxes[0];
    if (!first || code === '' || !isEditable(first)) return 'refused';
    const done = boxes.length > 1 ? await fillBoxes(boxes, code) : await fillOne(first, code);
    return done ? 'filled' : 'refused';
  } catch {
    return 'refused';
  }
}

async function fillOne(input: HTMLInputElement, code: string): Promise<boolean> {
  const text = fitting(input, code);
  if (text === null) return false;
  enterValue(input, text);
  await settle();
  return holds([input], code);
}

/**
 * Paste first: most widgets spread a paste over their boxes in one step, which cannot go out of order. Then one digit
 * a box. A widget whose first box takes the whole code gets it there.
 */
async function fillBoxes(boxes: readonly HTMLInputElement[], code: string): Promise<boolean> {
  const [first] = boxes;
  if (!first) return false;
  if (pasteInto(first, code)) await settle();
  if (holds(boxes, code)) return true;
  const characters = [...code.replace(SEPARATORS, '')];
  if (characters.length === boxes.length) {
    await fillOneByOne(boxes, characters);
    if (holds(boxes, code)) return true;
  }
  if (first.maxLength >= 0 && first.maxLength < code.length) return false;
  return isEditable(first) && first.maxLength >= code.length && fillOne(first, code);
}

async function fillOneByOne(
  boxes: readonly HTMLInputElement[],
  characters: readonly string[],
): Promise<void> {
  for (const [at, box] of boxes.entries()) {
    // A widget may enable the next box only now, or have redrawn itself: its focus then says where to go on.
    const target = box.isConnected ? box : focusedInput(box);
    if (!target || !isEditable(target)) return;
    enterValue(target, characters[at] ?? '');
    await settle();
  }
}

function focusedInput(lost: HTMLInputElement): HTMLInputElement | null {
  const active = lost.ownerDocument.activeElement;
  return active instanceof HTMLInputElement && active.type === lost.type ? active : null;
}

const SEPARATORS = /[\s-]/g;

/** The code as the field can hold it; recovery codes lose their dashes where `maxlength` leaves no room for them. */
function fitting({ maxLength }: HTMLInputElement, code: string): string | null {
  const fits = (text: string) => maxLength < 0 || text.length <= maxLength;
  const dense = code.replace(SEPARATORS, '');
  if (fits(code)) return code;
  return fits(dense) ? dense : null;
}

function isEditable(input: HTMLInputElement): boolean {
  return input.isConnected && !input.matches(':disabled') && !input.readOnly && input.type !== 'hidden';
}

/**
 * True when the boxes together, the first of them, or a field that mirrors them in the same form hold the code. A widget
 * that has left the page took the code: it only does so when it is complete.
 */
function holds(boxes: readonly HTMLInputElement[], code: string): boolean {
  const wanted = bare(code);
  const present = boxes.filter((box) => box.isConnected);
  if (present.length === 0) return true;
  if (bare(present.map((box) => box.value).join('')) === wanted) return true;
  if (present.length === 1 && boxes.length === 1) return isSpread(present[0], wanted);
  const form = present[0]?.form;
  const mirrors = form ? [...form.elements].filter((element) => element instanceof HTMLInputElement) : [];
  return [...present.slice(0, 1), ...mirrors].some((input) => bare(input.value) === wanted);
}

/** What looked like one field was the first box of a widget, which has spread the code over its siblings. */
function isSpread(first: HTMLInputElement | undefined, wanted: string): boolean {
  const siblings = [...(first?.parentElement?.children ?? [])].filter(
    (element) => element instanceof HTMLInputElement && element.type === first?.type,
  ) as HTMLInputElement[];
  return (
    siblings.length === wanted.length &&
    siblings
      .map(({ value }) => value)
      .join('')
      .toLowerCase() === wanted
  );
}

function bare(text: string): string {
  return text.replace(SEPARATORS, '').toLowerCase();
}
