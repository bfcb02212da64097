import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { ask } from '../ui/ask.ts';
import { Icon } from '../ui/brand/icons.tsx';
import { VaultName } from '../ui/brand/vault-name.tsx';
import { type TextKey, text } from '../ui/text.ts';
import { Brand } from './gate.tsx';
import { type Place, place } from './place.ts';
import { wasMade } from './state.ts';
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

/** Beside the content; where there is no room for both, above it and behind a button. */
export function Side(): VNode {
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    setOpen(false);
    const shown = LINKS.find(([target]) => isShown(target));
    const name = text('extensionName');
    document.title = shown === undefined ? name : `${text(shown[1])} – ${name}`;
    return () => {
      document.title = name;
    };
  }, [place.value]);
  return (
    <nav
      class={isOpen ? 'side is-open' : 'side'}
      onKeyDown={(event) => {
        if (event.key === 'Escape') setOpen(false);
      }}
    >
      <Brand />
      <button
        type="button"
        class="icon-button side-menu"
        aria-label={text('navMenu')}
        aria-expanded={isOpen}
        title={text('navMenu')}
        onClick={() => setOpen(!isOpen)}
      >
        <Icon name="menu" />
      </button>
      <div class="side-links">
        <VaultName name={vaultName.value} />
        {LINKS.map(([target, label]) => (
          <a
            key={target}
            href={`#/${target}`}
            aria-current={isShown(target) ? 'page' : undefined}
            onClick={() => setOpen(false)}
          >
            {text(label)}
          </a>
        ))}
        <span class="push" />
        <button type="button" class="button small" onClick={() => void ask('vault/lock', {})}>
          {text('lock')}
        </button>
      </div>
    </nav>
  );
}
