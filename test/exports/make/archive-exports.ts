import { FIXTURE_PASSPHRASE as passphrase } from '../../support/transfer-accounts.ts';
import { raivoRows, winAuthLines } from './other-authenticators.ts';
import { bitwardenItems, onePasswordData, protonPassData } from './password-managers.ts';
import type { Files } from './plain-parts.ts';
import { zip } from './zip.ts';

function file(name: string, text: string) {
  return { name, data: Buffer.from(text) };
}

export function archiveExports(): Files {
  const attributes = JSON.stringify({
    version: 3,
    description: '1Password Unencrypted Export',
    createdAt: 1,
  });
  const raivo = [file('raivo-otp-export.json', raivoRows()), file('raivo-otp-export.html', '<p>Raivo</p>')];
  return {
    '1password/plain.1pux': zip([
      file('export.attributes', attributes),
      file('export.data', onePasswordData()),
    ]),
    'proton-pass/plain.zip': zip([file('Proton Pass/data.json', protonPassData())]),
    'bitwarden/attachments.zip': zip([file('data.json', JSON.stringify(bitwardenItems()))]),
    'raivo/encrypted.zip': zip(raivo, { kind: 'aes', passphrase }),
    'winauth/plain.zip': zip([file('winauth.txt', winAuthLines())]),
    'winauth/aes.zip': zip([file('winauth.txt', winAuthLines())], { kind: 'aes', passphrase }),
    'winauth/zipcrypto.zip': zip([file('winauth.txt', winAuthLines())], { kind: 'zipcrypto', passphrase }),
  };
}
