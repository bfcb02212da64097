// What is shown before the vault is open: whose page this is, which vault, and one thing to do.
import type { ComponentChildren, VNode } from 'preact';
import { VaultName } from '../ui/brand/vault-name.tsx';
import { text } from '../ui/text.ts';
import { vaultName } from './vault-name.ts';

export function Gate(props: { readonly isWide?: boolean; readonly children: ComponentChildren }): VNode {
  return (
    <main class={props.isWide === true ? 'gate wide' : 'gate'}>
      <Brand />
      <VaultName name={vaultName.value} />
      {props.children}
    </main>
  );
}

export function Brand(): VNode {
  return (
    <div class="brand">
      <img src="/icons/icon-48.png" alt="" />
      {text('extensionName')}
    </div>
  );
}
