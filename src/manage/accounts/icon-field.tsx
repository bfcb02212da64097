import type { VNode } from 'preact';
import { brands } from '../../ui/brand/brands.ts';
import { text } from '../../ui/text.ts';
import type { AccountDraft } from './edited-account.ts';

/** No slug holds a space. */
const AUTOMATIC = ' ';
const LETTERS = '';

/** The icon that site and name tell, letters, or any that is in the package: nothing is fetched. */
export function IconField(props: {
  readonly draft: AccountDraft;
  readonly change: (part: Partial<AccountDraft>) => void;
}): VNode {
  const known = [...(brands.value?.bySlug.values() ?? [])];
  return (
    <label class="field narrow">
      <span class="label">{text('icon')}</span>
      <select
        value={props.draft.icon ?? AUTOMATIC}
        onChange={({ currentTarget: { value } }) =>
          props.change({ icon: value === AUTOMATIC ? undefined : value })
        }
      >
        <option value={AUTOMATIC}>{text('iconAutomatic')}</option>
        <option value={LETTERS}>{text('iconLetters')}</option>
        {known.map(({ slug, title }) => (
          <option key={slug} value={slug}>
            {title}
          </option>
        ))}
      </select>
    </label>
  );
}
