import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { MAX_CLOCK_OFFSET_SECONDS } from '../../core/clock/corrected-time.ts';
import type { ClockView } from '../../messaging/page-responses.ts';
import { ask } from '../../ui/ask.ts';
import { ClockCheckForm } from '../../ui/clock/clock-check.tsx';
import { correctionText } from '../../ui/clock/clock-text.ts';
import { failureText } from '../../ui/failure-text.ts';
import { TextField } from '../../ui/text-field.tsx';
import { text } from '../../ui/text.ts';
import { clock, refresh } from '../state.ts';

/** Codes depend on the time: what they follow, a comparison with a site, and a correction by hand. */
export function ClockSection(): VNode | null {
  if (clock.value === undefined) return null;
  return (
    <section class="stack narrow">
      <h2>{text('clock')}</h2>
      <p>{correctionText(clock.value)}</p>
      <ClockCheckForm tabId={null} canCorrect onCorrected={() => void refresh()} />
      <Correction key={clock.value.offsetSeconds} clock={clock.value} />
    </section>
  );
}

function Correction({ clock: { offsetSeconds } }: { readonly clock: ClockView }): VNode {
  const [seconds, setSeconds] = useState(String(offsetSeconds));
  const [problem, setProblem] = useState<string>();

  async function save(wanted: number): Promise<void> {
    if (!Number.isInteger(wanted) || Math.abs(wanted) > MAX_CLOCK_OFFSET_SECONDS) {
      return setProblem(text('clockBadOffset'));
    }
    const corrected = await ask('clock/correct', { offsetSeconds: wanted });
    setProblem(corrected.ok ? undefined : failureText(corrected.error));
    return refresh();
  }

  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void save(seconds.trim() === '' ? Number.NaN : Number(seconds));
      }}
    >
      <TextField
        label={text('clockOffset')}
        hint={text('clockOffsetHint')}
        type="number"
        value={seconds}
        onInput={setSeconds}
        error={problem}
      />
      <div class="actions">
        <button class="button small" type="submit">
          {text('clockOffsetSave')}
        </button>
        {offsetSeconds === 0 ? null : (
          <button type="button" class="button small" onClick={() => void save(0)}>
            {text('clockOffsetRemove')}
          </button>
        )}
      </div>
    </form>
  );
}
