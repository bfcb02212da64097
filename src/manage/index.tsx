// The full-tab page: first run, accounts, sites, security, about.
import { render, type VNode } from 'preact';
import { askToPersist } from '../platform/storage/storage-answer.ts';
import type { SlotView } from '../messaging/page-responses.ts';
import { onPageEvent } from '../ui/ask.ts';
import { loadBrands } from '../ui/brand/brands.ts';
import { ClockNotice } from '../ui/clock/clock-notice.tsx';
import { failureText } from '../ui/failure-text.ts';
import { followAppearance } from '../ui/brand/follow-appearance.ts';
import { Gate } from './gate.tsx';
import { followVaultName } from './vault-name.ts';
import { PasskeyUnlock } from '../ui/unlock/passkey-unlock.tsx';
import { UnlockForm } from '../ui/unlock/passphrase-form.tsx';
import { applyLanguage, text } from '../ui/text.ts';
import { AboutPlace } from './about-place.tsx';
import { AccountsPlace } from './accounts/accounts-place.tsx';
import { AppearancePlace } from './appearance-place.tsx';
import { BackupPlace } from './backup/backup-place.tsx';
import { ForgotPlace } from './forgot-place.tsx';
import { ExportPlace } from './export/export-place.tsx';
import { HistoryPlace } from './history-place.tsx';
import { ImportPlace } from './import/import-place.tsx';
import { PasskeysPlace } from './passkeys/passkeys-place.tsx';
import { followPlace, type Place, place } from './place.ts';
import { PasskeyGate } from './passkeys/passkey-gate.tsx';
import { loadPolicy } from './security/policy.ts';
import { ReadyPlace } from './ready-place.tsx';
import { RecoveryPlace } from './recovery/recovery-place.tsx';
import { RoomNotice } from './room-notice.tsx';
import { ScanPlace } from './scan/scan-place.tsx';
import { SecurityPlace } from './security/security-place.tsx';
import { Side } from './side.tsx';
import { SitesPlace } from './sites/sites-place.tsx';
import { clock, dropShown, failure, refresh, status, wasMade } from './state.ts';
import { StorageNotice } from './storage-notice.tsx';
import { dropToast, dropToastBeforeActions, Toast } from './toast.tsx';
import { TroublePlace } from './trouble-place.tsx';
import { WelcomePlace } from './welcome-place.tsx';

function Manage(): VNode {
  const current = status.value;
  if (failure.value !== undefined) return <Trouble sentence={failureText(failure.value)} />;
  if (current === undefined) return <div class="page" />;
  switch (current.state) {
    case 'first-run':
      return <WelcomePlace />;
    case 'locked':
      return <Locked slots={current.slots} />;
    case 'unlocked':
      return <Unlocked />;
    default:
      return <TroublePlace status={current} />;
  }
}

function Locked({ slots }: { readonly slots: readonly SlotView[] }): VNode {
  switch (place.value) {
    case 'forgot':
      return <ForgotPlace slots={slots} source="database" />;
    case 'passkey':
      return <PasskeyGate slots={slots} />;
    default:
      return <LockedGate slots={slots} />;
  }
}

function LockedGate({ slots }: { readonly slots: readonly SlotView[] }): VNode {
  return (
    <Gate>
      <h1>{text('lockedTitle')}</h1>
      <p>{text('lockedText')}</p>
      <ClockNotice clock={clock.value} />
      <UnlockForm slots={slots} onUnlocked={() => void refresh()} />
      <PasskeyUnlock slots={slots} onUnlocked={() => void refresh()} />
      <a href="#/forgot">{text('forgotPassphrase')}</a>
    </Gate>
  );
}

function Unlocked(): VNode {
  return (
    <>
      <div class="page">
        <Side />
        <main class="content">
          <StorageNotice />
          <RoomNotice />
          <ClockNotice clock={clock.value} />
          <CurrentPlace />
        </main>
      </div>
      <Toast />
    </>
  );
}

function CurrentPlace(): VNode {
  const Shown = PLACES_SHOWN[place.value];
  return <Shown />;
}

const PLACES_SHOWN: { readonly [Name in Place]: () => VNode } = {
  accounts: AccountsPlace,
  // Unlocked, nothing is forgotten: what can be changed about the ways in is here.
  forgot: SecurityPlace,
  passkey: AccountsPlace,
  import: ImportPlace,
  export: ExportPlace,
  backup: BackupPlace,
  passkeys: PasskeysPlace,
  recovery: RecoveryPlace,
  scan: ScanPlace,
  history: HistoryPlace,
  sites: SitesPlace,
  security: SecurityPlace,
  appearance: AppearancePlace,
  about: AboutPlace,
  welcome: () => (wasMade.value ? <ReadyPlace /> : <AccountsPlace />),
};

function Trouble({ sentence }: { readonly sentence: string }): VNode {
  return (
    <Gate>
      <h1>{text('troubleTitle')}</h1>
      <p class="notice danger" role="alert">
        {sentence}
      </p>
    </Gate>
  );
}

const root = document.querySelector<HTMLElement>('#app');
applyLanguage(document.documentElement);
followAppearance(document.documentElement);
followVaultName();
followPlace();
place.subscribe(dropToast);
status.subscribe((current) => {
  if (current?.state === 'locked') wasMade.value = false;
});
dropToastBeforeActions(document);
onPageEvent((event) => {
  if (event === 'locked') dropShown();
  void loadPolicy();
  void refresh();
});
if (root !== null) render(<Manage />, root);
void loadBrands();
void loadPolicy();
void askToPersist();
void refresh();
