import type { VNode } from 'preact';
import type { PasskeyView } from '../../messaging/passkey-list-responses.ts';
import { subtitleOf, titleOf, visibleName } from '../../core/vault/records/account-name.ts';
import { Monogram } from '../../ui/brand/monogram.tsx';
import { text } from '../../ui/text.ts';
import { namesOf } from './passkey-names.ts';
import { whenText } from '../when-text.ts';

/** Icon, names and site of one passkey in a list, and when it was used. */
export function PasskeyLine({ view }: { readonly view: PasskeyView }): VNode {
  const names = namesOf(view);
  const site = { origin: `https://${view.rpId}`, match: 'site' } as const;
  const details = [
    subtitleOf(names),
    view.rpId,
    view.lastUsedAt === null ? text('passkeyNeverUsed') : text('passkeyUsed', whenText(view.lastUsedAt)),
    view.isBackedUp ? '' : text('passkeyNotBackedUp'),
  ];
  return (
    <>
      <Monogram account={{ ...names, sites: [site] }} />
      <div class="names">
        <strong>
          <bdi>{visibleName(titleOf(names))}</bdi>
        </strong>
        <bdi class="hint">{visibleName(details.filter((part) => part !== '').join(' · '))}</bdi>
      </div>
    </>
  );
}
