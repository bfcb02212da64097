import type { FieldDescription } from './field-description.ts';

/** Codes have 4 to 8 digits, and boxes are drawn one a digit. */
const FEWEST = 4;
const MOST = 8;

/**
 * Runs of sibling one-character inputs, as indexes in order. Sites drop such inputs or fillers put the whole code
 * in the first box, so the group is found before any single field is looked at.
 */
export function findSplitBoxes(fields: readonly FieldDescription[]): readonly (readonly number[])[] {
  const groups: number[][] = [];
  let run: number[] = [];
  fields.forEach((field, index) => {
    // A hidden mirror or a hidden step between two boxes does not break the row.
    if (!field.visible) return;
    const previous = fields[run.at(-1) ?? -1];
    if (previous && areTwins(previous, field)) {
      run.push(index);
      return;
    }
    groups.push(run);
    run = [index];
  });
  groups.push(run);
  return groups.filter((group) => isSplitCode(group.flatMap((index) => fields[index] ?? [])));
}

/** Siblings of one widget: same type, same place in the tree, same size, and nothing but a separator between them. */
function areTwins(one: FieldDescription, other: FieldDescription): boolean {
  return (
    one.type === other.type &&
    one.path === other.path &&
    one.form === other.form &&
    one.type !== 'email' &&
    Math.abs(one.width - other.width) <= 2 &&
    Math.abs(one.height - other.height) <= 2 &&
    // Nothing, a dash, or a label of the box's own ("Digit 2").
    /^(?:[^\p{L}\p{N}]{0,3}|.{0,12}\d\W?)$/u.test(other.before)
  );
}

function isSplitCode(group: readonly FieldDescription[]): boolean {
  if (group.length < FEWEST || group.length > MOST) return false;
  // The first box may take six characters so that a paste reaches the widget; the others decide.
  const rest = group.slice(1);
  if (rest.some((field) => field.maxLength > MOST)) return false;
  return rest.every(takesOneCharacter) || rest.every(looksLikeABox) || areNumbered(group);
}

function takesOneCharacter(field: FieldDescription): boolean {
  return (
    field.maxLength === 1 || field.size === 1 || field.max === '9' || isOneCharacterPattern(field.pattern)
  );
}

function isOneCharacterPattern(pattern: string): boolean {
  return /^\^?(?:\[[^\]]+\]|\\d|\\w)(?:\{1\})?\$?$/.test(pattern);
}

/** Inputs without maxlength (script moves the focus): a box is about as high as it is wide. */
function looksLikeABox(field: FieldDescription): boolean {
  return field.width > 0 && field.width <= 80 && field.width <= field.height * 2.2 && field.maxLength < 2;
}

/** Saved pages lose the style sheet that made the boxes narrow; equal names with a running number remain. */
function areNumbered(group: readonly FieldDescription[]): boolean {
  const bare = group.map((field) => `${field.name} ${field.id}`.replace(/\d+/g, '#'));
  const first = bare[0] ?? '';
  const numeric = group.every(
    (field) => field.type === 'number' || field.inputMode === 'numeric' || field.type === 'tel',
  );
  return (
    bare.every((name) => name === first) &&
    (first.includes('#') ? /code|digit|otp|pin|box|char|num|tfa|token/i.test(first) : numeric)
  );
}
