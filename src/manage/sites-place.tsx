import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { permissionPattern } from '../core/sites/origin.ts';
import { allowedPatterns, onPermissionsChanged, requestSite, revokeSite } from '../platform/permissions.ts';
import { text } from '../ui/text.ts';
import { accounts } from './state.ts';

/** Which sites are allowed, and which could be: those of the accounts. */
export function SitesPlace(): VNode {
  const [allowed, setAllowed] = useState<readonly string[]>([]);
  useEffect(() => {
    const update = () => void allowedPatterns().then(setAllowed);
    onPermissionsChanged(update);
    update();
  }, []);
  const offered = offeredPatterns().filter((pattern) => !allowed.includes(pattern));
  return (
    <>
      <h1>{text('navSites')}</h1>
      <p>{text('sitesText')}</p>
      {allowed.length === 0 ? <p class="notice">{text('sitesEmpty')}</p> : null}
      <PatternList
        patterns={allowed}
        action={text('revoke')}
        name={(host) => text('revokeOf', host)}
        onAct={revokeSite}
      />
      {offered.length === 0 ? null : <h2>{text('sitesOffered')}</h2>}
      <PatternList
        patterns={offered}
        action={text('allow')}
        name={(host) => text('allowOf', host)}
        onAct={requestSite}
      />
    </>
  );
}

function PatternList(props: {
  readonly patterns: readonly string[];
  readonly action: string;
  readonly name: (host: string) => string;
  readonly onAct: (pattern: string) => Promise<boolean>;
}): VNode | null {
  if (props.patterns.length === 0) return null;
  return (
    <ul class="entries">
      {props.patterns.map((pattern) => {
        const host = pattern.replace(/\/\*$/, '');
        return (
          <li key={pattern}>
            <span class="names">{host}</span>
            <button
              type="button"
              class="button small"
              aria-label={props.name(host)}
              onClick={() => void props.onAct(pattern)}
            >
              {props.action}
            </button>
          </li>
        );
      })}
    </ul>
  );
}

function offeredPatterns(): readonly string[] {
  const kept = accounts.value.filter(({ deletedAt }) => deletedAt === null);
  const origins = kept.flatMap(({ account }) => account.sites.map(({ origin }) => origin));
  return [...new Set(origins.flatMap((origin) => permissionPattern(origin) ?? []))].toSorted();
}
