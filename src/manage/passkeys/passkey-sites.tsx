import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { ALL_SITES, permissionPattern } from '../../core/sites/origin.ts';
import { requestSite, revokeSite } from '../../platform/permissions.ts';
import { text } from '../../ui/text.ts';
import { TextField } from '../../ui/text-field.tsx';
import { Choice, type SiteChoice } from '../sites/allowed-site.tsx';
import { CheckField } from '../recovery/check-field.tsx';

/** For which sites passkeys are kept here: a site at a time, or all but some. The browser asks for the permission then. */
export function PasskeySites(props: {
  readonly isForAll: boolean;
  /** Patterns of the sites that are left out of all. */
  readonly excluded: readonly string[];
  readonly choose: (pattern: string, change: Partial<SiteChoice>) => void;
}): VNode {
  const { isForAll, excluded, choose } = props;
  async function turn(pattern: string, passkeys: boolean): Promise<void> {
    const isAllowed = passkeys ? await requestSite(pattern) : true;
    if (isAllowed) choose(pattern, { passkeys, noPasskeys: false });
    if (!passkeys && pattern === ALL_SITES) await revokeSite(pattern);
  }
  return (
    <section class="stack narrow">
      <h2>{text('passkeySitesTitle')}</h2>
      <p>{text('passkeySitesText')}</p>
      <CheckField
        label={text('passkeyAllSites')}
        isChecked={isForAll}
        onCheck={(isOn) => void turn(ALL_SITES, isOn)}
      />
      {isForAll ? (
        <ul class="entries">
          {excluded.map((pattern) => (
            <ExcludedSite
              key={pattern}
              pattern={pattern}
              onTake={() => choose(pattern, { noPasskeys: false })}
            />
          ))}
        </ul>
      ) : null}
      <AddSite
        onAdd={(pattern) => void turn(pattern, true)}
        onExclude={isForAll ? (pattern) => choose(pattern, { passkeys: false, noPasskeys: true }) : undefined}
      />
    </section>
  );
}

function ExcludedSite(props: { readonly pattern: string; readonly onTake: () => void }): VNode {
  const host = props.pattern.replace(/\/\*$/, '');
  return (
    <li class="allowed-site">
      <span class="names">
        {host}
        <span class="site-choices">
          <Choice name={text('sitePasskeys')} host={host} isOn={false} onChange={props.onTake} />
        </span>
      </span>
    </li>
  );
}

function AddSite(props: {
  readonly onAdd: (pattern: string) => void;
  /** Where passkeys are kept for all sites. */
  readonly onExclude: ((pattern: string) => void) | undefined;
}): VNode {
  const { onAdd, onExclude } = props;
  const [address, setAddress] = useState('');
  const [isBad, setBad] = useState(false);
  function use(work: (pattern: string) => void): void {
    const pattern = patternOf(address);
    setBad(pattern === undefined);
    if (pattern === undefined) return;
    work(pattern);
    setAddress('');
  }
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        use(onAdd);
      }}
    >
      <TextField
        label={text('passkeySiteAddress')}
        value={address}
        onInput={setAddress}
        error={isBad ? text('passkeySiteBad') : undefined}
        maxLength={300}
      />
      <div class="actions">
        <button type="submit" class="button">
          {text('passkeySiteAdd')}
        </button>
        {onExclude === undefined ? null : (
          <button type="button" class="button" onClick={() => use(onExclude)}>
            {text('offerNever')}
          </button>
        )}
      </div>
    </form>
  );
}

/** With or without the scheme, as people type it. */
function patternOf(address: string): string | undefined {
  const typed = address.trim();
  const whole = /^https?:\/\//i.test(typed) ? typed : `https://${typed}`;
  return typed !== '' && URL.canParse(whole) ? permissionPattern(new URL(whole).origin) : undefined;
}
