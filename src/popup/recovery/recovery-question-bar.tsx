import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import type { FillAnswered, RecoveryQuestion } from '../../messaging/recovery-responses.ts';
import { spokenNameOf, visibleName } from '../../core/vault/records/account-name.ts';
import { type TextKey, text } from '../../ui/text.ts';
import { answerQuestion, questions } from './recovery-questions.ts';
import { accounts } from '../state.ts';

/** One question at a time, below the rows. */
export function RecoveryQuestionBar(): VNode | null {
  const question = questions.value.find(({ accountId }) => accounts.value.some(({ id }) => id === accountId));
  if (question === undefined) return null;
  return <Question key={`${question.sheetId}/${question.position}`} question={question} />;
}

/** What "no" means only the user knows: a code that the site has seen is spent, one that never got there is not. */
function Question({ question }: { readonly question: RecoveryQuestion }): VNode | null {
  const [failed, setFailed] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const account = accounts.value.find(({ id }) => id === question.accountId)?.account;
  if (account === undefined) return null;
  const answer = (as: FillAnswered) => async () => {
    setBusy(true);
    await answerQuestion(question, as);
    setBusy(false);
  };
  const choices: readonly Choice[] = failed
    ? [
        ['answerRefused', answer('refused')],
        ['answerPutBack', answer('unused')],
      ]
    : [
        ['answerYes', answer('used')],
        ['answerNo', async () => setFailed(true)],
      ];
  return (
    <section class="status notice page-offer" role="status">
      <bdi>{failed ? text('whatAboutCode') : text('didItWork', visibleName(spokenNameOf(account)))}</bdi>
      <div class="actions">
        {choices.map(([key, work]) => (
          <button key={key} type="button" class="button small" disabled={isBusy} onClick={() => void work()}>
            {text(key)}
          </button>
        ))}
      </div>
    </section>
  );
}

type Choice = readonly [TextKey, () => Promise<void>];
