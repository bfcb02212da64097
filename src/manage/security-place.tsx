import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { ask } from '../ui/ask.ts';
import { failureText } from '../ui/failure-text.ts';
import { text } from '../ui/text.ts';
import { EraseSection } from './erase-section.tsx';
import { toast } from './state.ts';
import { StorageSection } from './storage-section.tsx';
import { WaysInSection } from './ways-in-section.tsx';

const MINUTES = [1, 5, 15, 60] as const;

export function SecurityPlace(): VNode {
  const [minutes, setMinutes] = useState<number>();
  useEffect(() => {
    void ask('settings/read', {}).then((settings) => {
      if (settings.ok) setMinutes(settings.value.lockAfterMinutes);
    });
  }, []);

  async function choose(value: string): Promise<void> {
    const chosen = MINUTES.find((choice) => String(choice) === value);
    if (chosen === undefined) return;
    const stored = await ask('settings/lock-after', { minutes: chosen });
    if (stored.ok) setMinutes(chosen);
    toast.value = { text: stored.ok ? text('updated') : failureText(stored.error) };
  }

  return (
    <>
      <h1>{text('navSecurity')}</h1>
      <label class="field narrow">
        <span class="label">{text('lockAfter')}</span>
        <select
          value={minutes === undefined ? '' : String(minutes)}
          disabled={minutes === undefined}
          onChange={(event) => void choose(event.currentTarget.value)}
        >
          {MINUTES.map((choice) => (
            <option key={choice} value={String(choice)}>
              {choice === 1 ? text('oneMinute') : text('minutes', choice)}
            </option>
          ))}
        </select>
      </label>
      <p class="hint">{text('lockAlso')}</p>
      <WaysInSection />
      <StorageSection />
      <EraseSection />
    </>
  );
}
