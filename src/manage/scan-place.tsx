import type { VNode } from 'preact';
import { useEffect, useMemo } from 'preact/hooks';
import { spokenNameOf, visibleName } from '../ui/account-name.ts';
import type { Addition } from '../ui/scan/additions.ts';
import { ChoosePictures } from '../ui/scan/choose-pictures.tsx';
import { filesJob, incomingJob } from '../ui/scan/scan-jobs.ts';
import { Scanner } from '../ui/scan/scanner.ts';
import { ScanSteps } from '../ui/scan/scan-steps.tsx';
import { text } from '../ui/text.ts';
import { BackupReminder } from './backup-place.tsx';
import { refresh } from './state.ts';
import { useIncoming } from './use-incoming.ts';

/** Pictures, links and the camera, in a tab: a popup closes too easily. */
export function ScanPlace(): VNode {
  const scanner = useMemo(() => new Scanner(), []);
  const isOver = useIncoming((came) => void scanner.start(incomingJob(came, null)));
  useEffect(() => () => scanner.reset(), []);
  const { step } = scanner.state.value;
  const others = (
    <div class={isOver ? 'file-picker is-over' : 'file-picker'}>
      <p>{text('scanDropHere')}</p>
      <div class="actions">
        <ChoosePictures
          isPrimary={step === 'idle'}
          onPick={(files) => void scanner.start(filesJob(files, null))}
        />
      </div>
    </div>
  );
  return (
    <>
      <h1>{text('navScan')}</h1>
      {step === 'idle' ? <p class="hint">{text('scanPlaceText')}</p> : null}
      <div class="stack">
        <ScanSteps
          scanner={scanner}
          onCancel={() => scanner.reset()}
          saved={(saved) => <Saved saved={saved} />}
          others={others}
        />
        {/* The other parts of an export, or the next account. */}
        {step === 'found' ? others : null}
      </div>
    </>
  );
}

function Saved({ saved }: { readonly saved: readonly Addition[] }): VNode {
  const [first] = saved;
  useEffect(() => void refresh(), []);
  return (
    <div class="stack">
      <p role="status">
        {first !== undefined && saved.length === 1
          ? text('savedOne', visibleName(spokenNameOf(first.account)))
          : text('savedMany', saved.length)}
      </p>
      <BackupReminder />
      <a href="#/accounts">{text('navAccounts')}</a>
    </div>
  );
}
