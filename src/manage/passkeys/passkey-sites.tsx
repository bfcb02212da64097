import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { ALL_SITES, permissionPattern } from '../../core/sites/origin.ts';
import { requestSite, revokeSite } from '../../platform/permissions.ts';
import { text } from '../../ui/text.ts';
import { TextField } from '../../ui/text-field.tsx';
import type { SiteChoice } from '../sites/allowed-site.tsx';
import { CheckField } from '../recovery/check-field.tsx';

/** For which sites passkeys are kept here: a site at a time, or all. The browser asks for the permission then. */
export function PasskeySites(props: {
  readonly allowed: readonly string[];
  readonly choiceFor: (pattern: string) => SiteChoice;
  readonly choose: (pattern: string, choice: SiteChoice) => void;
}): VNode {
  const { allowed, choiceFor, choose } = props;
  const all = choiceFor(ALL_SITES);
  async function turn(pattern: string, passkeys: boolean): Promise<void> {
    const isAllowed = passkeys ? await requestSite(pattern) : true;
    if (isAllowed) choose(pattern, { ...choiceFor(pattern), passkeys });
    if (!passkeys && pattern === ALL_SITES) await revokeSite(pattern);
  }
  return (
    <section class="stack narrow">
      <h2>{text('passkeySitesTitle')}</h2>
      <p>{text('passkeySitesText')}</p>
      <CheckField
        label={text('passkeyAllSites')}
        isChecked={all.passkeys && allowed.includes(ALL_SITES)}
        onCheck={(isOn) => void turn(ALL_SITES, isOn)}
      />
      <AddSite onAdd={(pattern) => void turn(pattern, true)} />
    </section>
  );
}

function AddSite({ onAdd }: { readonly onAdd: (pattern: string) => void }): VNode {
  const [address, setAddress] = useState('');
  const [isBad, setBad] = useState(false);
  function add(event: Event): void {
    event.preventDefault();
    const pattern = patternOf(address);
    setBad(pattern === undefined);
    if (pattern === undefined) return;
    onAdd(pattern);
    setAddress('');
  }
  return (
    <form class="stack" onSubmit={add}>
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
