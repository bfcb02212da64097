import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { FailureCode } from '../messaging/failure.ts';
import { spokenNameOf, visibleName } from '../ui/account-name.ts';
import { failureText, keyUriErrorText } from '../ui/failure-text.ts';
import { type TextKey, text } from '../ui/text.ts';
import { useDelayed } from '../ui/use-delayed.ts';
import { type Addition, previewAdditions } from './additions.ts';
import { AdditionsForm } from './additions-form.tsx';
import { type ScanFailure, type ScanOutcome, scanVisibleTab } from './scan.ts';
import { isPrivate, pageOrigin, show } from './state.ts';
import { SubView } from './sub-view.tsx';

type Scan =
  | { readonly step: 'scanning' }
  | { readonly step: 'failed'; readonly sentences: readonly string[] }
  | { readonly step: 'found'; readonly outcome: ScanOutcome; readonly additions: readonly Addition[] };

const FAILURES: { readonly [Failure in ScanFailure]: TextKey } = {
  'not-capturable': 'scanNotCapturable',
  'nothing-found': 'scanNothing',
  failed: 'scanFailed',
};

export function ScanView(): VNode {
  const [scan, setScan] = useState<Scan>({ step: 'scanning' });
  const showsProgress = useDelayed(scan.step === 'scanning', 300);
  useEffect(() => {
    const abort = new AbortController();
    void run(abort.signal).then((result) => {
      if (!abort.signal.aborted) setScan(result);
    });
    return () => abort.abort();
  }, []);

  if (scan.step === 'scanning') {
    return (
      <SubView title={text('scanPage')}>
        <p>{text('scanning')}</p>
        {showsProgress ? <div class="progress" role="progressbar" aria-label={text('scanning')} /> : null}
        <div class="actions">
          <button type="button" class="button" onClick={() => show('list')}>
            {text('cancel')}
          </button>
        </div>
      </SubView>
    );
  }
  if (scan.step === 'failed') {
    return (
      <SubView title={text('scanPage')}>
        {scan.sentences.map((sentence) => (
          <p key={sentence} class="notice" role="alert">
            {sentence}
          </p>
        ))}
        <button type="button" class="button" onClick={() => show('manual')}>
          {text('addAccount')}
        </button>
      </SubView>
    );
  }
  return (
    <SubView title={text('previewTitle')}>
      <Remarks outcome={scan.outcome} />
      <AdditionsForm additions={scan.additions} />
    </SubView>
  );
}

async function run(signal: AbortSignal): Promise<Scan> {
  const outcome = await scanVisibleTab(signal);
  if (typeof outcome === 'string') return { step: 'failed', sentences: [text(FAILURES[outcome])] };
  if (outcome.accounts.length === 0) {
    return { step: 'failed', sentences: [...new Set(outcome.refused.map(keyUriErrorText))] };
  }
  const previews = await previewAdditions(outcome.accounts, isPrivate.value ? null : pageOrigin.value);
  return previews.ok ? { step: 'found', outcome, additions: previews.value } : failed(previews.error);
}

function failed(code: FailureCode): Scan {
  return { step: 'failed', sentences: [failureText(code)] };
}

/** What else was on the page: said, so that nothing is missed in silence. */
function Remarks({ outcome }: { readonly outcome: ScanOutcome }): VNode {
  return (
    <>
      {outcome.partial.map(({ batchId, batchSize, scanned }) => (
        <p key={batchId} class="notice warning">
          {text('migrationPartial', scanned, batchSize)}
        </p>
      ))}
      {outcome.skipped.map((skipped) => (
        <p key={spokenNameOf(skipped)} class="notice warning">
          {text('previewSkipped', visibleName(spokenNameOf(skipped)), keyUriErrorText(skipped.reason))}
        </p>
      ))}
    </>
  );
}
