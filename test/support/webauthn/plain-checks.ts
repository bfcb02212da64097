// The checks that begin no ceremony, in a browser that no debugger gives a device: all of them in one call.
import type { Check } from './check.ts';
import { CHECKS } from './checks.ts';
import { installKit } from './kit.ts';

const SECTIONS: ReadonlySet<string> = new Set([
  'WebIDL 3.7.6, operations',
  '5.1, PublicKeyCredential',
  '5.2, AuthenticatorResponse',
  'WebIDL 3.2.17, missing and wrong members',
  'WebIDL 3.2.17, the order of errors',
  '5.1.3 step 7, the id of the user',
  'WebIDL 3.2.17, members of get',
  '2.5.6 Credential Management, signals',
  '5.1.9, parseCreationOptionsFromJSON',
  '5.1.10, parseRequestOptionsFromJSON',
]);
/** Of an answer that comes at once. */
const PLAIN_WITHIN_MS = 1_000;

/** Firefox asks another site whether it knows this one, and may not be answered at once: without those. */
export const PLAIN_CHECKS: readonly Check[] = CHECKS.filter(
  ({ name, after }) => SECTIONS.has(after) && !name.includes('wrong rp id'),
);

/** How checks end, by their names. */
export type Ends = Readonly<Record<string, string>>;

/** An expression for a page: its value is `Ends`. */
export function plainRun(checks: readonly Check[]): string {
  const all = checks.map(({ name, run }) => `[${JSON.stringify(name)}, ${String(run)}]`);
  return `(async () => {
    (${String(installKit)})();
    const ends = {};
    for (const [name, run] of [${all.join(',\n')}]) {
      const late = new Promise((resolve) => setTimeout(() => resolve('no answer'), ${PLAIN_WITHIN_MS}));
      const end = Promise.resolve().then(run).then((value) => JSON.stringify(value) ?? 'undefined', String);
      ends[name] = await Promise.race([end, late]);
    }
    return ends;
  })()`;
}
