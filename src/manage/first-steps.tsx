import type { VNode } from 'preact';
import { type TextKey, text } from '../ui/text.ts';

const STEPS: readonly TextKey[] = ['stepWhat', 'stepPassphrase', 'stepFirstAccount'];

/** Where the user is on the way from nothing to the first code. */
export function FirstSteps({ at }: { readonly at: 1 | 2 | 3 }): VNode {
  return (
    <ol class="first-steps" aria-label={text('firstSteps')}>
      {STEPS.map((step, index) => (
        <li
          key={step}
          class={index + 1 < at ? 'is-done' : undefined}
          aria-current={index + 1 === at ? 'step' : undefined}
        >
          {text(step)}
        </li>
      ))}
    </ol>
  );
}
