import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import type { ClockCheck } from '../../messaging/page-responses.ts';
import { ask } from '../ask.ts';
import { checkText } from './clock-text.ts';
import { failureText } from '../failure-text.ts';
import { text } from '../text.ts';
import { Progress } from '../progress.tsx';

type Answer = ClockCheck | { readonly outcome: 'failed'; readonly sentence: string };

/** One question to one site, when the button is pressed; what to do with the answer is the user's choice. */
export function ClockCheckForm(props: {
  /** Null: the site in the tab that was used last. */
  readonly tabId: number | null;
  /** False while locked: a correction is kept under the vault key. */
  readonly canCorrect: boolean;
  readonly onCorrected: () => void;
}): VNode {
  const [answer, setAnswer] = useState<Answer>();
  const [isBusy, setBusy] = useState(false);

  async function check(): Promise<void> {
    setBusy(true);
    setAnswer(undefined);
    const checked = await ask('clock/check', { tabId: props.tabId });
    setBusy(false);
    setAnswer(checked.ok ? checked.value : failed(failureText(checked.error)));
  }

  async function correct(offsetSeconds: number): Promise<void> {
    const corrected = await ask('clock/correct', { offsetSeconds });
    setAnswer(corrected.ok ? undefined : failed(failureText(corrected.error)));
    if (corrected.ok) props.onCorrected();
  }

  return (
    <div class="stack">
      <p class="hint">{text(props.tabId === null ? 'checkClockHint' : 'checkClockHere')}</p>
      <div class="actions">
        <button type="button" class="button" disabled={isBusy} onClick={() => void check()}>
          {text('checkClock')}
        </button>
      </div>
      <Progress isBusy={isBusy} label={text('checkingClock')} />
      <div class="stack" role="status">
        {answer === undefined ? null : (
          <Outcome answer={answer} canCorrect={props.canCorrect} onUse={(seconds) => void correct(seconds)} />
        )}
      </div>
    </div>
  );
}

function Outcome(props: {
  readonly answer: Answer;
  readonly canCorrect: boolean;
  readonly onUse: (offsetSeconds: number) => void;
}): VNode {
  const { answer } = props;
  if (answer.outcome === 'failed') return <p class="notice danger">{answer.sentence}</p>;
  return (
    <>
      <p class={answer.outcome === 'same' ? 'notice' : 'notice warning'}>{checkText(answer)}</p>
      {answer.outcome === 'differs' && props.canCorrect ? (
        <>
          <p class="hint">{text('clockBetterSet')}</p>
          <div class="actions">
            <button
              type="button"
              class="button primary"
              onClick={() => props.onUse(answer.differenceSeconds)}
            >
              {text('useDifference')}
            </button>
          </div>
        </>
      ) : null}
    </>
  );
}

function failed(sentence: string): Answer {
  return { outcome: 'failed', sentence };
}
