import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { ask } from '../../ui/ask.ts';
import { text } from '../../ui/text.ts';

export interface SiteChoice {
  readonly offers: boolean;
  readonly submits: boolean;
  readonly passkeys: boolean;
  /** Not there, although passkeys are kept for all sites. */
  readonly noPasskeys: boolean;
}

const USUAL: SiteChoice = { offers: true, submits: false, passkeys: false, noPasskeys: false };
/** Only a browser that says whether a frame is really visible can protect a button within a page. */
const CAN_OFFER = 'isVisible' in IntersectionObserverEntry.prototype;

/** What was chosen for a site, a way to choose, and the sites without passkeys. */
export function useSiteChoices(): readonly [
  (pattern: string) => SiteChoice,
  (pattern: string, change: Partial<SiteChoice>) => void,
  readonly string[],
] {
  const [choices, setChoices] = useState<ReadonlyMap<string, SiteChoice>>(new Map());
  const read = () =>
    void ask('sites/choices', {}).then((answer) => {
      if (answer.ok) setChoices(new Map(answer.value.map((choice) => [choice.pattern, choice])));
    });
  useEffect(read, []);
  return [
    (pattern) => choices.get(pattern) ?? USUAL,
    // What is shown is what was stored. Only the change is sent: two that follow each other closely are both kept.
    (pattern, change) => void ask('sites/choose', { ...change, pattern }).then(read),
    [...choices].flatMap(([pattern, { noPasskeys }]) => (noPasskeys ? [pattern] : [])).toSorted(),
  ];
}

interface ChoiceProps {
  readonly choice: SiteChoice;
  /** Passkeys are kept for all sites. */
  readonly isForAll: boolean;
  readonly onChoose: (change: Partial<SiteChoice>) => void;
}

/** A site whose pages the user allowed, with what is done there. */
export function AllowedSite(
  props: ChoiceProps & {
    readonly pattern: string;
    readonly isUsed: boolean;
    readonly onRevoke: () => void;
  },
): VNode {
  const { choice, onChoose } = props;
  const host = props.pattern.replace(/\/\*$/, '');
  return (
    <li class="allowed-site">
      <span class="names">
        {host}
        {props.isUsed ? null : <span class="site-choices">{text('siteUnused')}</span>}
        <span class="site-choices">
          {CAN_OFFER && props.isUsed ? (
            <Choice
              name={text('siteOffers')}
              host={host}
              isOn={choice.offers}
              onChange={(offers) => onChoose({ offers })}
            />
          ) : null}
          {props.isUsed ? (
            <Choice
              name={text('siteSubmits')}
              host={host}
              isOn={choice.submits}
              onChange={(submits) => onChoose({ submits })}
            />
          ) : null}
          <PasskeysChoice {...props} host={host} />
        </span>
      </span>
      <button
        type="button"
        class="button small"
        aria-label={text('revokeOf', host)}
        onClick={() => props.onRevoke()}
      >
        {text('revoke')}
      </button>
    </li>
  );
}

function PasskeysChoice(props: ChoiceProps & { readonly host: string }): VNode {
  const { choice, isForAll, onChoose, host } = props;
  return (
    <Choice
      name={text('sitePasskeys')}
      host={host}
      isOn={choice.passkeys || (isForAll && !choice.noPasskeys)}
      onChange={(passkeys) => onChoose({ passkeys, noPasskeys: isForAll && !passkeys })}
    />
  );
}

export function Choice(props: {
  readonly name: string;
  readonly host: string;
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
}): VNode {
  return (
    <label>
      <input
        type="checkbox"
        checked={props.isOn}
        aria-label={`${props.name}, ${props.host}`}
        onChange={(event) => props.onChange(event.currentTarget.checked)}
      />
      {props.name}
    </label>
  );
}
