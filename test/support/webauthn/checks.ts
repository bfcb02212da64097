import type { Check } from './check.ts';
import { CEREMONY_CHECKS } from './ceremony-checks.ts';
import { CREATE_CHECKS } from './create-checks.ts';
import { EXTENSION_CHECKS } from './extension-checks.ts';
import { GET_CHECKS } from './get-checks.ts';
import { PLACE_CHECKS } from './place-checks.ts';
import { SHAPE_CHECKS } from './shape-checks.ts';
import { STATIC_CHECKS } from './static-checks.ts';

/** Written after the steps of Web Authentication Level 3; the names are unique. */
export const CHECKS: readonly Check[] = [
  ...SHAPE_CHECKS,
  ...STATIC_CHECKS,
  ...CREATE_CHECKS,
  ...GET_CHECKS,
  ...CEREMONY_CHECKS,
  ...EXTENSION_CHECKS,
  ...PLACE_CHECKS,
];
