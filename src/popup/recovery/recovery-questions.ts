// "Did it work?": of the recovery codes that were put into pages and are not answered for.
import { effect, type Signal, signal } from '@preact/signals';
import type { FillAnswered, RecoveryQuestion } from '../../messaging/recovery-responses.ts';
import { ask } from '../../ui/ask.ts';
import { failureText } from '../../ui/failure-text.ts';
import { type TextKey, text } from '../../ui/text.ts';
import { accounts, announcement, isUnlocked, loadAll, status } from '../state.ts';

/** The last fill first. */
export const questions: Signal<readonly RecoveryQuestion[]> = signal([]);

effect(() => {
  if (status.value?.state !== 'unlocked') questions.value = [];
});

/** Kept in the vault: it is asked in whichever popup comes next, however long that takes. */
export async function loadQuestions(): Promise<void> {
  if (!accounts.value.some((view) => view.recoveryCodes ?? view.temporaryUntil)) return;
  const open = await ask('recovery/questions', {});
  if (open.ok && isUnlocked()) questions.value = open.value;
}

export async function answerQuestion(
  { sheetId, position }: RecoveryQuestion,
  as: FillAnswered,
): Promise<void> {
  const marked = await ask('recovery/mark', { sheetId, position, as });
  announcement.value = marked.ok
    ? { text: text(ANSWERED[as]), isError: false }
    : { text: failureText(marked.error), isError: true };
  await Promise.all([loadAll(), loadQuestions()]);
}

const ANSWERED: { readonly [As in FillAnswered]: TextKey } = {
  used: 'answeredUsed',
  refused: 'answeredRefused',
  unused: 'answeredUnused',
};
