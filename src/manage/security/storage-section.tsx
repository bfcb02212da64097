// What the stores say, for whoever wants to know or is asked for it; nothing secret is shown.
import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { CheckView, Diagnostics, SetAsideView } from '../../messaging/page-responses.ts';
import { saveFile } from '../../platform/files/save-file.ts';
import { ask } from '../../ui/ask.ts';
import { failureText } from '../../ui/failure-text.ts';
import { countText, text } from '../../ui/text.ts';
import { TypedConfirm } from '../typed-confirm.tsx';
import { AskedTwice } from './asked-twice.tsx';
import { accounts, refresh, status, toast } from '../state.ts';
import { whenText } from '../when-text.ts';

const COPY_FOLLOWS_MS = 1_000;

export function StorageSection(): VNode {
  const [found, setFound] = useState<Diagnostics>();
  const [check, setCheck] = useState<CheckView>();
  const load = () =>
    void ask('diagnostics/read', {}).then((read) => {
      if (read.ok) setFound(read.value);
    });
  // The second copy follows within a second: what was read at once may be of the moment before.
  useEffect(() => {
    load();
    const later = setTimeout(load, COPY_FOLLOWS_MS);
    return () => clearTimeout(later);
  }, [accounts.value]);

  async function checkNow(): Promise<void> {
    const checked = await ask('storage/check', {});
    if (checked.ok) setCheck(checked.value);
    else toast.value = { text: failureText(checked.error) };
    load();
    await refresh();
  }

  return (
    <section class="stack">
      <h2>{text('storage')}</h2>
      {found === undefined ? null : <Facts found={found} />}
      {found?.mirror.answer === 'other-vault' && !isFromCopy() ? <OtherVault onKept={load} /> : null}
      <div class="actions">
        <button type="button" class="button small" onClick={() => void checkNow()}>
          {text('storageCheck')}
        </button>
        <button type="button" class="button small" disabled={found === undefined} onClick={() => save(found)}>
          {text('diagnosticsSave')}
        </button>
      </div>
      {check === undefined ? null : <Checked check={check} onRepaired={() => void checkNow()} />}
      <SetAside />
    </section>
  );
}

function Facts({ found }: { readonly found: Diagnostics }): VNode {
  const { mirror, storage } = found;
  return (
    <dl class="facts">
      <dt>{text('factRecords')}</dt>
      <dd>{String(found.records)}</dd>
      <dt>{text('factCopy')}</dt>
      <dd>
        {mirror.writtenAt === null
          ? text('factCopyNone')
          : countText(
              mirror.records,
              ['factCopyValue', 'factCopyValueOne'],
              mirror.records,
              whenText(mirror.writtenAt),
            )}
      </dd>
      <dt>{text('factPersisted')}</dt>
      <dd>{storage.persisted === true ? text('factPersistedYes') : text('factPersistedNo')}</dd>
      <dt>{text('factErrors')}</dt>
      <dd>
        {found.errors.length === 0
          ? text('factErrorsNone')
          : found.errors.map(({ at, what, code }) => `${whenText(at)}: ${what}, ${code}`).join('; ')}
      </dd>
    </dl>
  );
}

/** What is shown then is the copy itself: there is no other vault to set aside. */
function isFromCopy(): boolean {
  const current = status.value;
  return current?.state === 'unlocked' && current.decision === 'run-from-mirror';
}

/** The second copy is of another vault: it is put on the shelf once the user says which one to go on with. */
function OtherVault(props: { readonly onKept: () => void }): VNode {
  async function keep(): Promise<void> {
    const kept = await ask('storage/keep-database', {});
    toast.value = { text: kept.ok ? text('storageRepaired') : failureText(kept.error) };
    props.onKept();
  }
  return (
    <div class="notice warning stack">
      <p>{text('storageOtherVault')}</p>
      <div class="actions">
        <AskedTwice
          label={text('storageKeepThisVault')}
          says={text('storageKeepThisVaultSays')}
          yes={text('storageKeepThisVaultYes')}
          onYes={() => void keep()}
        />
      </div>
    </div>
  );
}

function Checked(props: { readonly check: CheckView; readonly onRepaired: () => void }): VNode {
  const { checked, damaged, areHeadsGood } = props.check;
  if (damaged.length === 0 && areHeadsGood) {
    return (
      <p class="notice" role="status">
        {countText(checked, ['storageGood', 'storageGoodOne'])}
      </p>
    );
  }
  async function repair(): Promise<void> {
    const done = areHeadsGood
      ? await ask('storage/repair-records', {})
      : await ask('storage/repair-heads', {});
    toast.value = { text: done.ok ? text('storageRepaired') : failureText(done.error) };
    props.onRepaired();
  }
  return (
    <div class="notice danger stack" role="alert">
      <p>
        {areHeadsGood
          ? countText(damaged.length, ['storageRecordsDamaged', 'storageRecordsDamagedOne'])
          : text('storageHeadDamaged')}
      </p>
      <div class="actions">
        <button type="button" class="button small" onClick={() => void repair()}>
          {text('storageRepairRecords')}
        </button>
      </div>
    </div>
  );
}

/** Vaults that were set aside: kept until the user names them here. */
function SetAside(): VNode | null {
  const [others, setOthers] = useState<readonly SetAsideView[]>([]);
  const [asked, setAsked] = useState<string>();
  const load = () =>
    void ask('storage/set-aside', {}).then((listed) => setOthers(listed.ok ? listed.value : []));
  useEffect(load, []);
  if (others.length === 0) return null;

  async function remove(name: string): Promise<void> {
    const removed = await ask('storage/remove-set-aside', { name });
    if (!removed.ok) toast.value = { text: failureText(removed.error) };
    setAsked(undefined);
    load();
  }

  /** It becomes the present vault, locked: its own passphrase is asked for next. */
  async function open(name: string): Promise<void> {
    const opened = await ask('storage/bring-back', { name });
    if (!opened.ok) toast.value = { text: failureText(opened.error) };
    await refresh();
  }

  return (
    <>
      <h3>{text('setAside')}</h3>
      <p class="hint">{text('setAsideText')}</p>
      <ul class="entries">
        {others.map(({ name, records }) => (
          <li key={name}>
            <div class="names">{countText(records, ['setAsideVault', 'setAsideVaultOne'])}</div>
            <button type="button" class="button small" onClick={() => void open(name)}>
              {text('setAsideOpen')}
            </button>
            <button type="button" class="button small danger" onClick={() => setAsked(name)}>
              {text('setAsideRemove')}
            </button>
            {asked === name ? (
              <div class="whole">
                <TypedConfirm
                  yes={text('setAsideRemoveYes')}
                  onYes={() => void remove(name)}
                  onCancel={() => setAsked(undefined)}
                />
              </div>
            ) : null}
          </li>
        ))}
      </ul>
    </>
  );
}

function save(found: Diagnostics | undefined): void {
  saveFile('tallystick-diagnostics.json', JSON.stringify(found, null, 2), 'application/json');
}
