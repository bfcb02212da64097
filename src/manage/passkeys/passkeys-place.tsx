// The passkeys that are kept: when each was used, its names, and the way into the trash and back.
import type { VNode } from 'preact';
import { text } from '../../ui/text.ts';
import { KeptPasskey } from './kept-passkey.tsx';
import { policy } from '../security/policy.ts';
import { passkeys } from '../state.ts';
import { TrashedPasskeys } from '../accounts/trashed-passkeys.tsx';

export function PasskeysPlace(): VNode {
  const kept = passkeys.value.filter(({ deletedAt }) => deletedAt === null);
  const trashed = passkeys.value.filter(({ deletedAt }) => deletedAt !== null);
  return (
    <>
      <h1>{text('navPasskeys')}</h1>
      <p>{text('passkeysText')}</p>
      {kept.length === 0 ? (
        <NoPasskeys />
      ) : (
        <ul class="entries">
          {kept.map((view) => (
            <KeptPasskey key={view.id} view={view} />
          ))}
        </ul>
      )}
      <TrashedPasskeys trashed={trashed} />
    </>
  );
}

/** Where the first one comes from: it has to be turned on, site by site. */
function NoPasskeys(): VNode {
  if (policy.value.isPasskeyProviderDisabled) return <p class="notice">{text('policyPasskeys')}</p>;
  return (
    <section class="notice stack">
      <p>{text('passkeysEmpty')}</p>
      <p>{text('passkeySitesText')}</p>
      <div class="actions">
        <a class="button" href="#/sites">
          {text('passkeysChooseSites')}
        </a>
        <a class="button" href="#/import">
          {text('firstAccountImport')}
        </a>
      </div>
    </section>
  );
}
