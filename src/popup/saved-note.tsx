import { type Signal, signal } from '@preact/signals';
import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { displayHost, permissionPattern } from '../core/sites/origin.ts';
import { allowedPatterns, requestSite } from '../platform/permissions.ts';
import { spokenNameOf } from '../core/vault/records/account-name.ts';
import { openManagePage } from '../ui/own-pages.ts';
import { text } from '../ui/text.ts';
import { fillCode } from './actions.ts';
import { Status, WaitingFill } from './fill-status.tsx';
import type { Addition } from '../ui/scan/additions.ts';
import { loadAll, lookAtPage, show, total, wants } from './state.ts';

/** What was found is kept, and the title is to say so. */
export const isSavedShown: Signal<boolean> = signal(false);

/** After saving: confirm the enrolment on the page, and offer to watch this site. */
export function SavedNote(props: {
  readonly saved: readonly Addition[];
  readonly ids: readonly string[];
}): VNode {
  const [first] = props.saved;
  const [firstId] = props.ids;
  const origin = first?.isForSite === true ? first.account.sites[0]?.origin : undefined;
  useEffect(() => {
    isSavedShown.value = true;
    void loadAll();
    void lookAtPage();
    return () => {
      isSavedShown.value = false;
    };
  }, []);
  const isFirst = total.value <= props.ids.length;
  const canFill = props.ids.length === 1 && firstId !== undefined && origin !== undefined && isConfirmation();
  return (
    <div class="stack">
      <p role="status">
        {props.ids.length === 1 && first !== undefined
          ? text('savedOne', spokenNameOf(first.account))
          : text('savedMany', props.ids.length)}
      </p>
      {canFill ? (
        <button type="button" class="button primary" onClick={() => void fillCode({ id: firstId })}>
          {text('fillConfirmation')}
        </button>
      ) : null}
      <WaitingFill />
      <Status />
      {origin === undefined ? null : <AllowSite origin={origin} />}
      {isFirst ? <BackupHint /> : null}
      <button type="button" class="button" onClick={() => show('list')}>
        {text('done')}
      </button>
    </div>
  );
}

/** Right after the first account: the moment at which there is something to lose. */
function BackupHint(): VNode {
  return (
    <section class="notice stack">
      <p>{text('backupReminderNone')}</p>
      <button type="button" class="button" onClick={() => void openManagePage('#/backup')}>
        {text('backupMake')}
      </button>
    </section>
  );
}

function AllowSite({ origin }: { readonly origin: string }): VNode | null {
  const pattern = permissionPattern(origin);
  const [isAllowed, setAllowed] = useState(true);
  useEffect(() => {
    void allowedPatterns().then((patterns) =>
      setAllowed(pattern === undefined || patterns.includes(pattern)),
    );
  }, [pattern]);
  if (isAllowed || pattern === undefined) return null;
  const host = displayHost(origin);
  return (
    <section class="notice stack">
      <p>{text('allowSiteText', host)}</p>
      <button
        type="button"
        class="button"
        onClick={() => {
          // The browser's prompt closes this popup; the background goes on when the answer is there.
          void requestSite(pattern).then(setAllowed);
        }}
      >
        {text('allowSite', host)}
      </button>
    </section>
  );
}

function isConfirmation(): boolean {
  return wants.value === 'enrolment' || wants.value === 'app-code';
}
