// What the organisation that looks after this browser has set, so that nobody wonders why something is missing.
import type { VNode } from 'preact';
import { NO_POLICY, type Policy } from '../../core/policy/policy.ts';
import { displayHost } from '../../core/sites/origin.ts';
import { visibleName } from '../../core/vault/records/account-name.ts';
import { text } from '../../ui/text.ts';
import { lockChoiceText } from './lock-section.tsx';
import { policy } from './policy.ts';

export function PolicySection(): VNode | null {
  const sentences = sentencesOf(policy.value);
  if (sentences.length === 0) return null;
  return (
    <section class="notice stack" aria-labelledby="policy-title">
      <h2 id="policy-title">{text('policyTitle')}</h2>
      <p>{text('policyText')}</p>
      <ul>
        {sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </section>
  );
}

function sentencesOf(set: Policy): readonly string[] {
  const sites = set.defaultSites.map(
    ({ issuer, origin }) => `${visibleName(issuer)} (${displayHost(origin)})`,
  );
  return [
    set.lockChoices.length === NO_POLICY.lockChoices.length
      ? undefined
      : text('policyLock', listed(set.lockChoices.map(lockChoiceText))),
    set.leastStrength === 0
      ? undefined
      : text('policyPassphrase', text(set.leastStrength === 1 ? 'strengthFair' : 'strengthGood')),
    set.isExportDisabled ? text('policyExport') : undefined,
    set.isPasskeyProviderDisabled ? text('policyPasskeys') : undefined,
    sites.length === 0 ? undefined : text('policySites', listed(sites)),
    set.notUnderstood.length === 0 ? undefined : text('policyNotUnderstood', set.notUnderstood.join(', ')),
  ].filter((sentence) => sentence !== undefined);
}

function listed(parts: readonly string[]): string {
  return new Intl.ListFormat(text('textLanguage'), { type: 'disjunction' }).format(parts);
}
