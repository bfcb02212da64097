import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import type { ComparisonStatus } from '../../core/backup/verify-backup.ts';
import type { BackupComparisonView } from '../../messaging/backup-responses.ts';
import { nameInLists } from '../passkeys/passkey-names.ts';
import { ask } from '../../ui/ask.ts';
import { failureText } from '../../ui/failure-text.ts';
import { countText, type TextKey, text } from '../../ui/text.ts';
import { LostComputer } from './lost-computer.tsx';
import { type GivenMessage, OpenBackupFile } from './opened-file.tsx';
import { whenText } from '../when-text.ts';

const STATUS_TEXT: { readonly [Status in Exclude<ComparisonStatus, 'same'>]: TextKey } = {
  'newer-in-vault': 'compareNewerInVault',
  'newer-in-file': 'compareNewerInFile',
  differs: 'compareDiffers',
  'missing-in-file': 'compareMissingInFile',
  'only-in-file': 'compareOnlyInFile',
  'removed-in-vault': 'compareRemovedInVault',
  'unreadable-in-vault': 'compareUnreadableInVault',
};

/** Opens a file and compares; nothing is changed by it. */
export function CheckBackup(): VNode {
  const [found, setFound] = useState<BackupComparisonView>();

  async function compare(given: GivenMessage): Promise<string | undefined> {
    const compared = await ask('backup/compare', { given });
    if (!compared.ok) return failureText(compared.error);
    setFound(compared.value);
    return undefined;
  }

  return (
    <>
      <section class="stack">
        <h2>{text('backupCheck')}</h2>
        <p>{text('backupCheckText')}</p>
        <OpenBackupFile
          label={text('backupPickToCompare')}
          button={text('backupCheckDo')}
          onGiven={compare}
        />
        {found === undefined ? null : <Compared found={found} />}
      </section>
      {found === undefined ? null : <LostComputer without={found.withoutRecoveryCodes} />}
    </>
  );
}

function Compared({ found }: { readonly found: BackupComparisonView }): VNode {
  return (
    <div class="stack" role="status">
      <p class={found.isUpToDate ? 'notice' : 'notice warning'}>{outcomeText(found)}</p>
      {found.differing.length === 0 ? null : (
        <ul class="entries">
          {found.differing.map((account) => (
            <li key={`${account.isPasskey}\n${account.issuer}\n${account.accountName}\n${account.status}`}>
              <div class="names">
                <strong>{nameInLists(account)}</strong>
                <span class="hint">{statusText(account.status)}</span>
              </div>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function outcomeText({ createdAt, counts, isUpToDate, hasPasskeys }: BackupComparisonView): string {
  const when = whenText(createdAt);
  if (hasPasskeys) return text(isUpToDate ? 'compareGoodMixed' : 'compareBehindMixed', when);
  const keys = isUpToDate
    ? (['compareGood', 'compareGoodOne'] as const)
    : (['compareBehind', 'compareBehindOne'] as const);
  return countText(counts.same, keys, when, counts.same);
}

function statusText(status: ComparisonStatus): string {
  return status === 'same' ? '' : text(STATUS_TEXT[status]);
}
