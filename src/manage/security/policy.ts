import { type Signal, signal } from '@preact/signals';
import { NO_POLICY, type Policy } from '../../core/policy/policy.ts';
import { ask } from '../../ui/ask.ts';

/** What an organisation has set; nothing until it was read. */
export const policy: Signal<Policy> = signal(NO_POLICY);

/** The worker refuses whatever the policy forbids; what the pages check beyond that (a passphrase it never sees) waits for this. */
export async function loadPolicy(): Promise<Policy> {
  const read = await ask('policy/read', {});
  // The same as before is no news to what shows it.
  if (read.ok && JSON.stringify(read.value) !== JSON.stringify(policy.value)) policy.value = read.value;
  return policy.value;
}
