// By hand: a recovery code for a page that asks for a code of the app.
import type { VNode } from 'preact';
import { spokenNameOf, subtitleOf, titleOf, visibleName } from '../../core/vault/records/account-name.ts';
import { Monogram } from '../../ui/brand/monogram.tsx';
import { text } from '../../ui/text.ts';
import { fillCode } from '../actions.ts';
import { codesToGive } from './recovery-here.ts';
import { accounts, announcement } from '../state.ts';
import { SubView } from '../sub-view.tsx';

export function RecoveryFillView(): VNode {
  return (
    <SubView title={text('fillRecoveryTitle')}>
      <p>{text('fillRecoveryText')}</p>
      {accounts.value
        .filter((view) => view.onThisSite && codesToGive(view) > 0)
        .map(({ id, account, ...view }) => (
          <div key={id} class="who">
            <Monogram account={account} />
            <div class="names">
              <bdi class="row-title">{visibleName(titleOf(account))}</bdi>
              <bdi class="row-subtitle">{visibleName(subtitleOf(account))}</bdi>
              <span class="row-subtitle">{text('offerCodesLeft', codesToGive(view))}</span>
            </div>
            <button
              type="button"
              class="button small"
              aria-label={text('fillRecoveryFor', spokenNameOf(account))}
              onClick={() => void fillCode({ id }, { gives: 'recovery-code' })}
            >
              {text('fill')}
            </button>
          </div>
        ))}
      {announcement.value?.isError === true ? (
        <p class="notice danger" role="alert">
          {announcement.value.text}
        </p>
      ) : null}
    </SubView>
  );
}
