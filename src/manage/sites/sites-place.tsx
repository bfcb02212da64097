import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { ALL_SITES, permissionPattern } from '../../core/sites/origin.ts';
import {
  allowedPatterns,
  onPermissionsChanged,
  requestSite,
  revokeSite,
} from '../../platform/permissions.ts';
import { text } from '../../ui/text.ts';
import { AllowedSite, useSiteChoices } from './allowed-site.tsx';
import { PasskeySites } from '../passkeys/passkey-sites.tsx';
import { accounts } from '../state.ts';

/** Which sites are allowed, and which could be: those of the accounts. */
export function SitesPlace(): VNode {
  const [allowed, setAllowed] = useState<readonly string[]>([]);
  const [choiceFor, choose, excluded] = useSiteChoices();
  const isForAll = choiceFor(ALL_SITES).passkeys && allowed.includes(ALL_SITES);
  useEffect(() => {
    const update = () => void allowedPatterns().then(setAllowed);
    onPermissionsChanged(update);
    update();
  }, []);
  const used = patternsOfAccounts();
  const offered = used.filter((pattern) => !allowed.includes(pattern));
  return (
    <>
      <h1>{text('navSites')}</h1>
      <p>{text('sitesText')}</p>
      {singleSites(allowed).length === 0 ? (
        <p class="notice">{text('sitesEmpty')}</p>
      ) : (
        <ul class="entries">
          {singleSites(allowed).map((pattern) => (
            <AllowedSite
              key={pattern}
              pattern={pattern}
              isUsed={used.includes(pattern)}
              choice={choiceFor(pattern)}
              isForAll={isForAll}
              onChoose={(choice) => choose(pattern, choice)}
              onRevoke={() => void revokeSite(pattern)}
            />
          ))}
        </ul>
      )}
      {offered.length === 0 ? null : (
        <>
          <h2>{text('sitesOffered')}</h2>
          <ul class="entries">
            {offered.map((pattern) => (
              <OfferedSite key={pattern} pattern={pattern} />
            ))}
          </ul>
        </>
      )}
      <PasskeySites choose={choose} isForAll={isForAll} excluded={excluded} />
    </>
  );
}

function OfferedSite({ pattern }: { readonly pattern: string }): VNode {
  const host = pattern.replace(/\/\*$/, '');
  return (
    <li>
      <span class="names">{host}</span>
      <button
        type="button"
        class="button small"
        aria-label={text('allowOf', host)}
        onClick={() => void requestSite(pattern)}
      >
        {text('allow')}
      </button>
    </li>
  );
}

/** All sites at once are a switch of their own. */
function singleSites(patterns: readonly string[]): readonly string[] {
  return patterns.filter((pattern) => pattern !== ALL_SITES);
}

function patternsOfAccounts(): readonly string[] {
  const kept = accounts.value.filter(({ deletedAt }) => deletedAt === null);
  const origins = kept.flatMap(({ account }) => account.sites.map(({ origin }) => origin));
  return [...new Set(origins.flatMap((origin) => permissionPattern(origin) ?? []))].toSorted();
}
