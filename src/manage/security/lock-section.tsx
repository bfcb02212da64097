import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { LOCK_CHOICES, type LockChoice } from '../../core/vault/lock.ts';
import { ask } from '../../ui/ask.ts';
import { failureText } from '../../ui/failure-text.ts';
import { text } from '../../ui/text.ts';
import { policy } from './policy.ts';
import { toast } from '../state.ts';

/** When the vault locks by itself. What the choice means is said below it, because the words in a list are few. */
export function LockSection(): VNode {
  const [choice, setChoice] = useState<LockChoice>();
  useEffect(() => {
    void ask('settings/read', {}).then((settings) => {
      if (settings.ok) setChoice(settings.value.lock);
    });
  }, [policy.value]);

  async function choose(value: string): Promise<void> {
    const chosen = LOCK_CHOICES.find((known) => String(known) === value);
    if (chosen === undefined) return;
    const stored = await ask('settings/lock', { choice: chosen });
    if (stored.ok) setChoice(chosen);
    toast.value = { text: stored.ok ? text('updated') : failureText(stored.error) };
  }

  return (
    <section class="stack narrow">
      <h2>{text('lock')}</h2>
      <label class="field">
        <span class="label">{text('lockWhen')}</span>
        <select
          value={choice === undefined ? '' : String(choice)}
          disabled={choice === undefined}
          onChange={(event) => void choose(event.currentTarget.value)}
        >
          {policy.value.lockChoices.map((known) => (
            <option key={known} value={String(known)}>
              {lockChoiceText(known)}
            </option>
          ))}
        </select>
      </label>
      {choice === undefined ? null : <p class="hint">{meaningOf(choice)}</p>}
    </section>
  );
}

export function lockChoiceText(choice: LockChoice): string {
  if (choice === 'screen') return text('lockScreen');
  if (choice === 'browser-close') return text('lockBrowserClose');
  return choice === 1 ? text('oneMinute') : text('minutes', choice);
}

function meaningOf(choice: LockChoice): string {
  if (choice === 'screen') return text('lockScreenMeaning');
  return choice === 'browser-close' ? text('lockBrowserCloseMeaning') : text('lockMinutesMeaning');
}
