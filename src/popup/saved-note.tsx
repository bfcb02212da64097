import { type Signal, signal } from '@preact/signals';
import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { displayHost, permissionPattern } from '../core/sites/origin.ts';
import { inTime } from '../platform/deadline.ts';
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

/** A page that is slower to be looked at is not waited for. */
const LOOKED_MS = 1_000;

/** After saving: confirm the enrolment on the page, and offer to watch this site. */
export function SavedNote(props: {
  readonly saved: readonly Addition[];
  readonly ids: readonly string[];
}): VNode {
  const [first] = props.saved;
  const origin = first?.isForSite === true ? first.account.sites[0]?.origin : undefined;
  const [isLooked, setLooked] = useState(false);
  const { isAskable, allow } = useSitePermission(origin);
  useEffect(() => {
    isSavedShown.value = true;
    void inTime(Promise.all([loadAll(), lookAtPage()]), undefined, LOOKED_MS).then(() => setLooked(true));
    return () => {
      isSavedShown.value = false;
    };
  }, []);
  return (
    <div class="stack">
      <p role="status">
        {props.ids.length === 1 && first !== undefined
          ? text('savedOne', spokenNameOf(first.account))
          : text('savedMany', props.ids.length)}
      </p>
      {/* All at once: what comes late or goes again would move the buttons under the pointer. */}
      {isLooked && isAskable !== undefined ? (
        <>
          {origin === undefined ? null : <Confirm ids={props.ids} />}
          <WaitingFill />
          <Status />
          {origin !== undefined && isAskable ? <AllowSite origin={origin} onAllow={allow} /> : null}
          {total.value <= props.ids.length ? <BackupHint /> : null}
          <button type="button" class="button" onClick={() => show('list')}>
            {text('done')}
          </button>
        </>
      ) : null}
    </div>
  );
}

function Confirm({ ids: [id, ...others] }: { readonly ids: readonly string[] }): VNode | null {
  if (id === undefined || others.length > 0 || !isConfirmation()) return null;
  return (
    <button type="button" class="button primary" onClick={() => void fillCode({ id })}>
      {text('fillConfirmation')}
    </button>
  );
}

/** Whether the browser would have to be asked for this site; undefined until it is known. */
function useSitePermission(origin: string | undefined): {
  readonly isAskable: boolean | undefined;
  readonly allow: () => void;
} {
  const pattern = origin === undefined ? undefined : permissionPattern(origin);
  const [isAllowed, setAllowed] = useState<boolean>();
  useEffect(() => {
    if (pattern === undefined) return;
    void inTime(allowedPatterns(), [], LOOKED_MS).then((known) => setAllowed(known.includes(pattern)));
  }, [pattern]);
  if (pattern === undefined) return { isAskable: false, allow: () => undefined };
  // The browser's prompt closes this popup; the background goes on when the answer is there.
  const allow = () => void requestSite(pattern).then(setAllowed);
  return { isAskable: isAllowed === undefined ? undefined : !isAllowed, allow };
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

function AllowSite(props: { readonly origin: string; readonly onAllow: () => void }): VNode {
  const host = displayHost(props.origin);
  return (
    <section class="notice stack">
      <p>{text('allowSiteText', host)}</p>
      <button type="button" class="button" onClick={props.onAllow}>
        {text('allowSite', host)}
      </button>
    </section>
  );
}

function isConfirmation(): boolean {
  return wants.value === 'enrolment' || wants.value === 'app-code';
}
