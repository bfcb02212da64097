import type { VNode } from 'preact';
import { ask } from '../ui/ask.ts';
import { type TextKey, text } from '../ui/text.ts';
import { type Place, place } from './place.ts';
import { wasMade } from './state.ts';
import { VaultName } from '../ui/brand/vault-name.tsx';
import { vaultName } from './vault-name.ts';

const LINKS: readonly (readonly [Place, TextKey])[] = [
  ['accounts', 'navAccounts'],
  ['scan', 'navScan'],
  ['passkeys', 'navPasskeys'],
  ['recovery', 'navRecovery'],
  ['history', 'navHistory'],
  ['import', 'navImport'],
  ['export', 'navExport'],
  ['backup', 'navBackup'],
  ['sites', 'navSites'],
  ['security', 'navSecurity'],
  ['appearance', 'navAppearance'],
  ['about', 'navAbout'],
];

/** A vault that was not made just now has the accounts where its welcome was. */
function isShown(target: Place): boolean {
  return place.value === target || (target === 'accounts' && place.value === 'welcome' && !wasMade.value);
}

export function Side(): VNode {
  return (
    <nav class="side">
      <div class="brand">
        <img src="/icons/icon-48.png" alt="" />
        {text('extensionName')}
      </div>
      <VaultName name={vaultName.value} />
      {LINKS.map(([target, label]) => (
        <a key={target} href={`#/${target}`} aria-current={isShown(target) ? 'page' : undefined}>
          {text(label)}
        </a>
      ))}
      <span class="push" />
      <button type="button" class="button small" onClick={() => void ask('vault/lock', {})}>
        {text('lock')}
      </button>
    </nav>
  );
}
