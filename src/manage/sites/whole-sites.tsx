import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { displayHost } from '../../core/sites/origin.ts';
import { ask } from '../../ui/ask.ts';
import { text } from '../../ui/text.ts';
import type { AccountDraft } from '../accounts/edited-account.ts';
import { originsIn } from '../accounts/sites-from-lines.ts';

/** A switch for each typed site that is a part of a larger one: exactly this address, or all of its domain. */
export function WholeSites(props: {
  readonly draft: AccountDraft;
  readonly change: (part: Partial<AccountDraft>) => void;
}): VNode {
  const { lines, wholeSites } = props.draft;
  const origins = originsIn(lines);
  const domains = useDomains(origins);
  return (
    <>
      {origins.map((origin) => {
        const domain = domains.get(origin);
        if (domain === undefined) return null;
        const others = wholeSites.filter((other) => other !== origin);
        return (
          <label key={origin} class="choice">
            <input
              type="checkbox"
              checked={wholeSites.includes(origin)}
              onChange={(event) =>
                props.change({ wholeSites: event.currentTarget.checked ? [...others, origin] : others })
              }
            />
            <bdi>{text('wholeSite', displayHost(origin), domain)}</bdi>
          </label>
        );
      })}
    </>
  );
}

/** The background knows them: the list of public suffixes is large, and one copy of it is enough. */
function useDomains(origins: readonly string[]): ReadonlyMap<string, string> {
  const [domains, setDomains] = useState<ReadonlyMap<string, string>>(new Map());
  const asked = origins.slice(0, 100).join(' ');
  useEffect(() => {
    let isWanted = true;
    void ask('sites/whole', { origins: asked === '' ? [] : asked.split(' ') }).then((answer) => {
      if (!isWanted || !answer.ok) return;
      const found = asked.split(' ').map((origin, index) => [origin, answer.value[index] ?? null] as const);
      setDomains(new Map(found.flatMap(([origin, domain]) => (domain === null ? [] : [[origin, domain]]))));
    });
    return () => {
      isWanted = false;
    };
  }, [asked]);
  return domains;
}
