import type { VNode } from 'preact';
import { spokenNameOf, subtitleOf, titleOf, visibleName } from '../../core/vault/records/account-name.ts';
import { countText, type TextKey, text } from '../../ui/text.ts';
import { choosePasskeys, isTakeable, type PasskeyRow } from './import-passkeys.ts';
import { saving } from './import-state.ts';

const KIND_TEXT: { readonly [Kind in PasskeyRow['kind']]: TextKey } = {
  new: 'importPasskeyNew',
  same: 'importPasskeySame',
  'in-trash': 'importPasskeyInTrash',
  broken: 'importPasskeyBroken',
  damaged: 'importPasskeyBroken',
  unsupported: 'importPasskeyUnsupported',
};

/** Each with a tick of its own, and one for all of them. */
export function PasskeyRows({ rows }: { readonly rows: readonly PasskeyRow[] }): VNode | null {
  if (rows.length === 0) return null;
  const takeable = rows.filter(({ kind }) => isTakeable(kind));
  const chosen = rows.filter(({ isChosen }) => isChosen).length;
  return (
    <section class="stack">
      <h3 class="small-heading">{text('navPasskeys')}</h3>
      {takeable.length === 0 ? null : (
        <label class="check">
          <input
            type="checkbox"
            checked={chosen === takeable.length}
            disabled={saving.value !== undefined}
            ref={(box) => {
              if (box !== null) box.indeterminate = chosen > 0 && chosen < takeable.length;
            }}
            onChange={(event) =>
              choosePasskeys(
                takeable.map(({ key }) => key),
                event.currentTarget.checked,
              )
            }
          />
          <span>{countText(takeable.length, ['passkeysOfSite', 'passkeysOfSiteOne'])}</span>
        </label>
      )}
      <ul class="entries">
        {rows.map((row) => (
          <Row key={row.key} row={row} />
        ))}
      </ul>
    </section>
  );
}

function Row({ row }: { readonly row: PasskeyRow }): VNode {
  const rpId = row.passkey?.rpId ?? '';
  const details = [subtitleOf(row), rpId, text(KIND_TEXT[row.kind])].filter((part) => part !== '');
  return (
    <li>
      <input
        type="checkbox"
        aria-label={text('chooseOf', visibleName(spokenNameOf(row)))}
        checked={row.isChosen}
        disabled={!isTakeable(row.kind) || saving.value !== undefined}
        onChange={(event) => choosePasskeys([row.key], event.currentTarget.checked)}
      />
      <div class="names">
        <strong>
          <bdi>{visibleName(titleOf(row))}</bdi>
        </strong>
        <bdi class="hint">{visibleName(details.join(' · '))}</bdi>
      </div>
    </li>
  );
}
