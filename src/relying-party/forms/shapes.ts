import { CODE_SHAPES } from './code-shapes.ts';
import { COMPANION_SHAPES } from './companion-shapes.ts';
import type { FormShape } from './form.ts';
import { PLACED_SHAPES } from './placed-shapes.ts';

/** The shapes that detection must meet, in the order of the index. */
export const FORM_SHAPES: readonly FormShape[] = [...CODE_SHAPES, ...PLACED_SHAPES, ...COMPANION_SHAPES];
