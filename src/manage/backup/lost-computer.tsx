// "What if I lose this computer?": the accounts that nothing but this browser opens, as a list to print and tick off.
import type { VNode } from 'preact';
import type { Account } from '../../core/vault/records/account.ts';
import { spokenNameOf, visibleName } from '../../core/vault/records/account-name.ts';
import { text } from '../../ui/text.ts';

interface Listed {
  readonly id: string;
  readonly account: Pick<Account, 'issuer' | 'accountName'>;
}

export function LostComputer<Entry extends Listed>(props: {
  readonly without: readonly Entry[];
  readonly actionFor?: (entry: Entry) => VNode | null;
}): VNode {
  const { without } = props;
  return (
    <section class="stack sheet">
      <h2>{text('lostComputerTitle')}</h2>
      <p>{text(without.length === 0 ? 'lostComputerNone' : 'lostComputerText')}</p>
      <ul class="checklist">
        {without.map((view) => (
          <li key={view.id}>
            <bdi>{`☐ ${visibleName(spokenNameOf(view.account))}`}</bdi>
            {props.actionFor === undefined ? null : <div class="actions">{props.actionFor(view)}</div>}
          </li>
        ))}
      </ul>
      <div class="actions">
        <button type="button" class="button small" onClick={() => window.print()}>
          {text('print')}
        </button>
      </div>
    </section>
  );
}
