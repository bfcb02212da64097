import type { ComponentChildren, VNode } from 'preact';
import type { MigrationCollector } from '../../core/key-uri/migration-collector.ts';
import { text } from '../text.ts';
import { keyUriErrorText } from '../failure-text.ts';
import { spokenNameOf, visibleName } from '../../core/vault/records/account-name.ts';
import { useDelayed } from '../use-delayed.ts';
import type { Addition } from './additions.ts';
import { AdditionsForm } from './additions-form.tsx';
import type { ScanOutcome } from './scan-outcome.ts';
import { refusedText, type Scanner, type ScanState } from './scanner.ts';

export interface ScanStepsProps {
  readonly scanner: Scanner;
  readonly onCancel: () => void;
  readonly saved: (saved: readonly Addition[], ids: readonly string[]) => VNode;
  /** Other ways to come to a code, under what was found or not. */
  readonly others: ComponentChildren;
}

/** From the search to the form; nothing is stored before its button is pressed. */
export function ScanSteps(props: ScanStepsProps): VNode {
  const state = props.scanner.state.value;
  switch (state.step) {
    case 'idle':
      return <>{props.others}</>;
    case 'reading':
      return <Reading share={state.share} onCancel={props.onCancel} />;
    case 'missed':
      return <Missed state={state} {...props} />;
    case 'found':
      return (
        <>
          {state.troubles.map((sentence) => (
            <p key={sentence} class="notice warning">
              {sentence}
            </p>
          ))}
          <Remarks outcome={state.outcome} />
          <AdditionsForm key={state.run} additions={state.additions} saved={props.saved} />
          {state.canLookHarder ? <LookHarder scanner={props.scanner} isAgain /> : null}
        </>
      );
  }
}

function Reading({ share, onCancel }: { readonly share: number; readonly onCancel: () => void }): VNode {
  const showsProgress = useDelayed(true, 300);
  return (
    <div class="stack">
      <p role="status">{text('scanning')}</p>
      {showsProgress ? <progress class="scan-progress" value={share} aria-label={text('scanning')} /> : null}
      <div class="actions">
        <button type="button" class="button" onClick={onCancel}>
          {text('cancel')}
        </button>
      </div>
    </div>
  );
}

function Missed(props: ScanStepsProps & { readonly state: ScanState & { readonly step: 'missed' } }): VNode {
  const { sentences, canLookHarder } = props.state;
  return (
    <>
      {sentences.map((sentence) => (
        <p key={sentence} class="notice" role="alert">
          <bdi>{sentence}</bdi>
        </p>
      ))}
      {canLookHarder ? <LookHarder scanner={props.scanner} isAgain={false} /> : null}
      {props.others}
    </>
  );
}

function LookHarder(props: { readonly scanner: Scanner; readonly isAgain: boolean }): VNode {
  return (
    <button
      type="button"
      class={props.isAgain ? 'button link small' : 'button'}
      onClick={() => void props.scanner.lookHarder()}
    >
      {text(props.isAgain ? 'scanLookForMore' : 'scanLookHarder')}
    </button>
  );
}

/** Which parts of an export are still to be scanned, as they are numbered where it is shown. */
export function partialText({ scanned, batchSize, missingIndices }: MigrationCollector): string {
  const missing = missingIndices.map((index) => index + 1).join(', ');
  return text('migrationPartial', scanned, batchSize, missing);
}

/** What else was there: said, so that nothing is missed in silence. */
function Remarks({ outcome }: { readonly outcome: ScanOutcome }): VNode {
  return (
    <>
      {outcome.partial.map((collected) => (
        <p key={collected.batchId} class="notice warning" role="status">
          {partialText(collected)}
        </p>
      ))}
      {outcome.skipped.map((skipped) => (
        <p key={spokenNameOf(skipped)} class="notice warning">
          {text('previewSkipped', visibleName(spokenNameOf(skipped)), keyUriErrorText(skipped.reason))}
        </p>
      ))}
      {[...new Set(outcome.refused.map(refusedText))].map((sentence) => (
        <p key={sentence} class="notice">
          <bdi>{sentence}</bdi>
        </p>
      ))}
    </>
  );
}
