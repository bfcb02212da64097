import type { VNode } from 'preact';
import { displayHost } from '../core/sites/origin.ts';
import { wholeSiteOf } from '../core/sites/site.ts';
import { text } from '../ui/text.ts';
import type { AccountDraft } from './edited-account.ts';
import { originsIn } from './sites-from-lines.ts';

/** A switch for each typed site that is a part of a larger one: exactly this address, or all of its domain. */
export function WholeSites(props: {
  readonly draft: AccountDraft;
  readonly change: (part: Partial<AccountDraft>) => void;
}): VNode {
  const { lines, wholeSites } = props.draft;
  return (
    <>
      {originsIn(lines).map((origin) => {
        const domain = wholeSiteOf(origin);
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
