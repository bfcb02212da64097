import type { ComponentChildren, VNode } from 'preact';
import type { PopupView, VaultStatus } from '../messaging/page-responses.ts';
import { openManagePage, openPasskeyWindow } from '../ui/own-pages.ts';
import { readAppearance } from '../platform/storage/appearance.ts';
import { VaultName } from '../ui/brand/vault-name.tsx';
import { ClockNotice } from '../ui/clock/clock-notice.tsx';
import { hasPasskey } from '../ui/unlock/passkey-slots.ts';
import { UnlockForm } from '../ui/unlock/passphrase-form.tsx';
import { text } from '../ui/text.ts';
import { TROUBLE_TEXT, type TroubleState } from '../ui/trouble-text.ts';
import { clockView } from './clock.ts';
import { tabId } from './state.ts';

export function LockedView(props: {
  readonly status: VaultStatus & { readonly state: 'locked' };
  readonly onUnlocked: (opened: PopupView | null) => void;
}): VNode {
  return (
    <Framed title={text('lockedTitle')}>
      <VaultName name={readAppearance().vaultName} />
      <ClockNotice clock={clockView.value} />
      <UnlockForm isPopup slots={props.status.slots} onUnlocked={props.onUnlocked} />
      {hasPasskey(props.status.slots) ? (
        <button type="button" class="button" onClick={() => void openPasskeyWindow(tabId.value)}>
          {text('slotPasskeyUnlock')}
        </button>
      ) : null}
      <button type="button" class="button link" onClick={() => void openManagePage('#/forgot')}>
        {text('forgotPassphrase')}
      </button>
    </Framed>
  );
}

export function FirstRunView(): VNode {
  return (
    <Framed title={text('firstRunTitle')}>
      <p>{text('welcomeKeeps')}</p>
      <p>{text('welcomeFills')}</p>
      <p>{text('welcomeStays')}</p>
      <button
        type="button"
        class="button primary"
        onClick={() => void openManagePage('#/welcome/passphrase')}
      >
        {text('firstRunStart')}
      </button>
    </Framed>
  );
}

export function TroubleView({ state }: { readonly state: TroubleState }): VNode {
  return (
    <Framed title={text('troubleTitle')}>
      <p class="notice danger" role="alert">
        {text(TROUBLE_TEXT[state])}
      </p>
      <button type="button" class="button primary" onClick={() => void openManagePage('')}>
        {text('troubleWhatToDo')}
      </button>
    </Framed>
  );
}

export function FailureView({ sentence }: { readonly sentence: string }): VNode {
  return (
    <Framed title={text('extensionName')}>
      <p class="notice danger" role="alert">
        {sentence}
      </p>
    </Framed>
  );
}

function Framed(props: { readonly title: string; readonly children: ComponentChildren }): VNode {
  return (
    <>
      <header class="bar">
        <h1>&nbsp;{props.title}</h1>
      </header>
      <main class="pane stack">{props.children}</main>
    </>
  );
}
