// What the walks through the states begin with.
import type { PlainAccount } from '../accounts.ts';
import { PASSPHRASE } from '../journeys.ts';
import type { Walk } from '../walk.ts';

export async function createVault(walk: Walk): Promise<void> {
  await walk.go('welcome/passphrase');
  await walk.field('passphrase').fill(PASSPHRASE);
  await walk.field('passphraseAgain').fill(PASSPHRASE);
  await walk.press('createVault');
  await walk.page.getByRole('heading', { name: walk.say('createdTitle') }).waitFor();
}

export function accountsAt(origin: string): readonly PlainAccount[] {
  return [
    { issuer: 'Here', accountName: 'ada@example.com', site: origin },
    { issuer: '<img src=x>\u202e', accountName: 'w'.repeat(200), site: 'https://example.org' },
    { issuer: 'Zeta', accountName: 'ada' },
  ];
}
