import { ankra } from './ankra.ts';
import { bytebase } from './bytebase.ts';
import { crm } from './crm.ts';
import type { Policy } from './policy.ts';
import { sekoia } from './sekoia.ts';

/** The sites served on one port, each under its own name. */
export const PRESETS: readonly Policy[] = [ankra, crm, sekoia, bytebase];
