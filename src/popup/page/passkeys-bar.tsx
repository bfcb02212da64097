import type { VNode } from 'preact';
import { displayHost } from '../../core/sites/origin.ts';
import type { PasskeyView } from '../../messaging/passkey-list-responses.ts';
import { interfaceLanguage } from '../../platform/i18n.ts';
import { visibleName } from '../../core/vault/records/account-name.ts';
import { openManagePage } from '../../ui/own-pages.ts';
import { text } from '../../ui/text.ts';
import { signInWith, sitePasskeys } from './site-passkeys.ts';
import { pageOrigin, waitsFor } from '../state.ts';

/** The popup has room for the codes: who has more than these sees them in the manage page. */
const MOST = 3;

/**
 * Under the codes of the site: who has a passkey there, and when it was used; a button where the page waits for one. Names
 * and the trash are in the manage page.
 */
export function PasskeysBar(): VNode | null {
  const passkeys = sitePasskeys.value;
  if (passkeys.length === 0) return null;
  const ready = passkeys.filter(({ id }) => waitsFor.value.includes(id));
  if (ready.length > 0) return <SignIn passkeys={ready} />;
  const left = passkeys.length - MOST;
  return (
    <section class="status notice waiting" aria-label={text('navPasskeys')}>
      <div class="site-passkeys">
        <strong>{text('popupPasskeys', displayHost(pageOrigin.value ?? ''))}</strong>
        <ul>
          {passkeys.slice(0, MOST).map((view) => (
            <li key={view.id}>
              <bdi>{visibleName(nameOf(view))}</bdi>
              <span class="hint"> · {usedText(view)}</span>
            </li>
          ))}
          {left > 0 ? <li class="hint">+ {left}</li> : null}
        </ul>
      </div>
      <button type="button" class="button small" onClick={() => void openManagePage('#/passkeys')}>
        {text('edit')}
      </button>
    </section>
  );
}

/** All of them: whoever looks for one here has no other place. */
function SignIn({ passkeys }: { readonly passkeys: readonly PasskeyView[] }): VNode {
  return (
    <section class="status notice waiting" aria-label={text('navPasskeys')}>
      <div class="site-passkeys actions">
        {passkeys.map((view) => (
          <button
            key={view.id}
            type="button"
            class="button small primary"
            onClick={() => void signInWith(view.id)}
          >
            <bdi>{text('popupSignInWith', visibleName(nameOf(view)))}</bdi>
          </button>
        ))}
      </div>
    </section>
  );
}

function nameOf({ userName, displayName, rpName, rpId }: PasskeyView): string {
  return userName || displayName || rpName || rpId;
}

/** The day is enough, and leaves room for the name. */
function dayText(at: number): string {
  return new Intl.DateTimeFormat(interfaceLanguage(), { dateStyle: 'medium' }).format(at);
}

function usedText({ lastUsedAt }: PasskeyView): string {
  return lastUsedAt === null ? text('passkeyNeverUsed') : text('passkeyUsed', dayText(lastUsedAt));
}
