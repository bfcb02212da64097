import type { VNode } from 'preact';
import { visibleName } from '../../core/vault/records/account-name.ts';

/** Which of the user's vaults this is; nothing where it was given no name. */
export function VaultName({ name }: { readonly name: string }): VNode | null {
  const shown = visibleName(name.trim());
  if (shown === '') return null;
  return (
    <p class="vault-name">
      <bdi>{shown}</bdi>
    </p>
  );
}
