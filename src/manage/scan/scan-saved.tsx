import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { showTab } from '../../platform/tabs.ts';
import { spokenNameOf, visibleName } from '../../core/vault/records/account-name.ts';
import { ask } from '../../ui/ask.ts';
import { failureText } from '../../ui/failure-text.ts';
import type { Addition } from '../../ui/scan/additions.ts';
import { text } from '../../ui/text.ts';
import { BackupReminder } from '../backup/backup-place.tsx';
import { refresh } from '../state.ts';

/** After saving: back to the page that waits for the first code, where it came from one. */
export function ScanSaved(props: {
  readonly saved: readonly Addition[];
  readonly ids: readonly string[];
  /** The tab that it was found in. */
  readonly tabId: number | null;
}): VNode {
  const [first] = props.saved;
  const [id] = props.ids;
  useEffect(() => void refresh(), []);
  const isOne = props.ids.length === 1 && first !== undefined;
  return (
    <div class="stack">
      <p role="status">
        {isOne
          ? text('savedOne', visibleName(spokenNameOf(first.account)))
          : text('savedMany', props.ids.length)}
      </p>
      {isOne && first.isForSite && id !== undefined && props.tabId !== null ? (
        <FillThere id={id} tabId={props.tabId} />
      ) : null}
      <BackupReminder />
      <a href="#/accounts">{text('navAccounts')}</a>
    </div>
  );
}

function FillThere({ id, tabId }: { readonly id: string; readonly tabId: number }): VNode | null {
  const [wantsCode, setWantsCode] = useState(false);
  const [failure, setFailure] = useState<string>();
  useEffect(() => {
    void ask('autofill/look', { tabId }).then((looked) => {
      setWantsCode(looked.ok && ['enrolment', 'app-code'].includes(looked.value.wants));
    });
  }, [tabId]);
  async function fill(): Promise<void> {
    const filled = await ask('autofill/fill', { tabId, accountId: id });
    if (filled.ok && filled.value.filled) await showTab(tabId);
    else setFailure(filled.ok ? text('failureNoField') : failureText(filled.error));
  }
  if (!wantsCode) return null;
  return (
    <>
      {failure === undefined ? null : (
        <p class="notice danger" role="alert">
          {failure}
        </p>
      )}
      <button type="button" class="button primary" onClick={() => void fill()}>
        {text('fillConfirmation')}
      </button>
    </>
  );
}
