import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { ask } from '../../ui/ask.ts';
import { text } from '../../ui/text.ts';

export interface SiteChoice {
  readonly offers: boolean;
  readonly submits: boolean;
  readonly passkeys: boolean;
}

const USUAL: SiteChoice = { offers: true, submits: false, passkeys: false };
/** Only a browser that says whether a frame is really visible can protect a button within a page. */
const CAN_OFFER = 'isVisible' in IntersectionObserverEntry.prototype;

/** What was chosen for a site, and a way to choose. */
export function useSiteChoices(): readonly [
  (pattern: string) => SiteChoice,
  (pattern: string, choice: SiteChoice) => void,
] {
  const [choices, setChoices] = useState<ReadonlyMap<string, SiteChoice>>(new Map());
  const read = () =>
    void ask('sites/choices', {}).then((answer) => {
      if (answer.ok) setChoices(new Map(answer.value.map((choice) => [choice.pattern, choice])));
    });
  useEffect(read, []);
  return [
    (pattern) => choices.get(pattern) ?? USUAL,
    // What is shown is what was stored.
    (pattern, choice) => void ask('sites/choose', { ...choice, pattern }).then(read),
  ];
}

/** A site whose pages the user allowed, with what is done there. */
export function AllowedSite(props: {
  readonly pattern: string;
  readonly isUsed: boolean;
  readonly choice: SiteChoice;
  readonly onChoose: (choice: SiteChoice) => void;
  readonly onRevoke: () => void;
}): VNode {
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
              onChange={(offers) => onChoose({ ...choice, offers })}
            />
          ) : null}
          {props.isUsed ? (
            <Choice
              name={text('siteSubmits')}
              host={host}
              isOn={choice.submits}
              onChange={(submits) => onChoose({ ...choice, submits })}
            />
          ) : null}
          <Choice
            name={text('sitePasskeys')}
            host={host}
            isOn={choice.passkeys}
            onChange={(passkeys) => onChoose({ ...choice, passkeys })}
          />
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

function Choice(props: {
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
