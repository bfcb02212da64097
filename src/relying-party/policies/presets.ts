import { ankra } from './ankra.ts';
import type { Policy } from './policy.ts';

/** The sites served on one port, each under its own name. */
export const PRESETS: readonly Policy[] = [ankra];
