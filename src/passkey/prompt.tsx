import type { ComponentChildren, VNode } from 'preact';
import { useState } from 'preact/hooks';
import { displayHost } from '../core/sites/origin.ts';
import type { PasskeyPromptView } from '../messaging/passkey-prompt.ts';
import { visibleName } from '../core/vault/records/account-name.ts';
import { failureText } from '../ui/failure-text.ts';
import { UnlockForm } from '../ui/unlock/passphrase-form.tsx';
import { text } from '../ui/text.ts';
import { confirm, decline, failure, isArmed, isOver, load, status, view } from './prompt-state.ts';
import { VerifyForm } from './verify-form.tsx';

export function Prompt(): VNode | null {
  if (isOver.value) return <Over />;
  const seen = view.value;
  if (seen === undefined) return null;
  const host = displayHost(seen.origin);
  return (
    <main class="prompt">
      <h1>
        <bdi>{text(seen.type === 'create' ? 'passkeyCreateTitle' : 'passkeyGetTitle', host)}</bdi>
      </h1>
      <Whose view={seen} host={host} />
      {failure.value === undefined ? null : (
        <p class="notice danger" role="alert">
          {failureText(failure.value)}
        </p>
      )}
      <Ask view={seen} />
      <div class="ways">
        {seen.leadsToBrowser ? (
          <button type="button" class="button" onClick={() => void decline('platform')}>
            {text('passkeyOther')}
          </button>
        ) : null}
        <button type="button" class="button" onClick={() => void decline('nowhere')}>
          {text('cancel')}
        </button>
      </div>
    </main>
  );
}

/** What the site calls itself and its user is the site's word; which host it is, the browser's. */
function Whose({
  view: seen,
  host,
}: {
  readonly view: PasskeyPromptView;
  readonly host: string;
}): VNode | null {
  const isWide = seen.rpId !== host && seen.rpId !== host.replace(/:\d+$/, '');
  const user = seen.user && (seen.user.name || seen.user.displayName);
  if (!isWide && !user) return null;
  return (
    <div class="site">
      {user ? <bdi>{text('passkeyForUser', visibleName(user))}</bdi> : null}
      {isWide ? <span class="secondary">{text('passkeyWide', seen.rpId)}</span> : null}
    </div>
  );
}

function Ask({ view: seen }: { readonly view: PasskeyPromptView }): VNode {
  const current = status.value;
  const slots = current !== undefined && 'slots' in current ? current.slots : [];
  if (seen.isLocked) {
    return (
      <>
        <p>{text('passkeyUnlock')}</p>
        <UnlockForm slots={slots} onUnlocked={() => void load()} />
      </>
    );
  }
  return seen.type === 'create' ? <Create view={seen} /> : <Choose view={seen} />;
}

function Create({ view: seen }: { readonly view: PasskeyPromptView }): VNode {
  const [first] = seen.accounts;
  if (first !== undefined) {
    return (
      <>
        <p class="notice" role="status">
          {text('passkeyThere', visibleName(first.userName || first.displayName))}
        </p>
        <Yes passkeyId={null} view={seen} isPlain>
          {text('passkeyThereAgree')}
        </Yes>
      </>
    );
  }
  return (
    <Yes passkeyId={null} view={seen}>
      {text('passkeySave')}
    </Yes>
  );
}

function Choose({ view: seen }: { readonly view: PasskeyPromptView }): VNode {
  const [only, ...others] = seen.accounts;
  const [chosen, setChosen] = useState<string>();
  if (only === undefined) return <p class="notice">{text('passkeyNone')}</p>;
  const passkeyId = others.length === 0 ? only.id : chosen;
  if (passkeyId !== undefined) {
    const account = seen.accounts.find(({ id }) => id === passkeyId) ?? only;
    return (
      <Yes passkeyId={passkeyId} view={seen}>
        <bdi>
          {text('passkeySignInAs', visibleName(account.userName || account.displayName || seen.rpId))}
        </bdi>
      </Yes>
    );
  }
  return (
    <ul class="choices">
      {seen.accounts.map(({ id, userName, displayName }) => (
        <li key={id}>
          <button
            type="button"
            class="button"
            disabled={!isArmed.value}
            onClick={() => {
              if (seen.verifies) setChosen(id);
              else void confirm(id, null);
            }}
          >
            <bdi>{visibleName(userName || displayName || seen.rpId)}</bdi>
          </button>
        </li>
      ))}
    </ul>
  );
}

/** The button, or the passphrase where the site wants the user verified. */
function Yes(props: {
  readonly passkeyId: string | null;
  readonly view: PasskeyPromptView;
  readonly isPlain?: boolean;
  readonly children: ComponentChildren;
}): VNode {
  const [isBusy, setBusy] = useState(false);
  if (props.view.verifies && props.isPlain !== true) {
    return <VerifyForm label={props.children} work={(presented) => confirm(props.passkeyId, presented)} />;
  }
  async function answer(): Promise<void> {
    setBusy(true);
    await confirm(props.passkeyId, null);
    setBusy(false);
  }
  return (
    <button
      type="button"
      class="button primary"
      disabled={isBusy || !isArmed.value}
      ref={isArmed.value ? focus : null}
      onClick={() => void answer()}
    >
      {props.children}
    </button>
  );
}

/** Each time that it can be pressed: a button that could not lost it. */
function focus(button: HTMLButtonElement | null): void {
  button?.focus();
}

function Over(): VNode {
  return (
    <main class="prompt">
      <h1>{text('slotPasskey')}</h1>
      <p class="notice" role="alert">
        {text('passkeyOver')}
      </p>
      <button type="button" class="button" onClick={() => window.close()}>
        {text('done')}
      </button>
    </main>
  );
}
