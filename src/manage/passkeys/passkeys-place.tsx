// The passkeys that are kept: when each was used, its names, and the way into the trash and back.
import type { VNode } from 'preact';
import { text } from '../../ui/text.ts';
import { KeptPasskey } from './kept-passkey.tsx';
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
        <p class="notice">{text('passkeysEmpty')}</p>
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
