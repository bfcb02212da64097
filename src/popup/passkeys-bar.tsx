import type { VNode } from 'preact';
import { displayHost } from '../core/sites/origin.ts';
import type { PasskeyView } from '../messaging/passkey-list-responses.ts';
import { interfaceLanguage } from '../platform/i18n.ts';
import { visibleName } from '../ui/account-name.ts';
import { openManagePage } from '../ui/own-pages.ts';
import { text } from '../ui/text.ts';
import { sitePasskeys } from './site-passkeys.ts';
import { pageOrigin } from './state.ts';

/** The popup has room for the codes: who has more than these sees them in the manage page. */
const MOST = 3;

/** Under the codes of the site: who has a passkey there, and when it was used. Names and the trash are in the manage page. */
export function PasskeysBar(): VNode | null {
  const passkeys = sitePasskeys.value;
  if (passkeys.length === 0) return null;
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
