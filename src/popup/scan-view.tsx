import type { VNode } from 'preact';
import { useEffect, useMemo } from 'preact/hooks';
import type { PreviewSite } from '../ui/scan/additions.ts';
import { ChoosePictures } from '../ui/scan/choose-pictures.tsx';
import { filesJob, incomingJob, tabJob } from '../ui/scan/scan-jobs.ts';
import { Scanner } from '../ui/scan/scanner.ts';
import { ScanSteps } from '../ui/scan/scan-steps.tsx';
import { openManagePage } from '../ui/own-pages.ts';
import { text } from '../ui/text.ts';
import { closesPopupForFiles } from '../platform/file-picker.ts';
import { SavedNote } from './saved-note.tsx';
import { incoming } from './follow-incoming.ts';
import { pageOrigin, show } from './state.ts';
import { SubView } from './sub-view.tsx';

/** Looks at the page at once, unless something was pasted; other places to look are one click away. */
export function ScanView(): VNode {
  const scanner = useMemo(() => new Scanner(), []);
  const came = incoming.value;
  useEffect(() => {
    const job = came === undefined ? tabJob(siteOfPage(true)) : incomingJob(came, siteOfPage(false));
    void scanner.start(job);
  }, [came]);
  useEffect(() => () => leave(scanner), []);
  const isFound = scanner.state.value.step === 'found';
  return (
    <SubView
      title={text(isFound ? (came === undefined ? 'previewTitle' : 'previewTitleElsewhere') : 'scanPage')}
    >
      <ScanSteps
        scanner={scanner}
        onCancel={() => show('list')}
        saved={(saved, ids) => <SavedNote saved={saved} ids={ids} />}
        others={<OtherWays scanner={scanner} />}
      />
    </SubView>
  );
}

function OtherWays({ scanner }: { readonly scanner: Scanner }): VNode {
  return (
    <section class="scan-ways">
      {closesPopupForFiles ? (
        <button type="button" class="button" onClick={() => void openManagePage('#/scan')}>
          {text('scanChoosePictures')}
        </button>
      ) : (
        <ChoosePictures onPick={(files) => void scanner.start(filesJob(files, siteOfPage(false)))} />
      )}
      <button type="button" class="button" onClick={() => void openManagePage('#/scan/camera')}>
        {text('scanUseCamera')}
      </button>
      <button type="button" class="button" onClick={() => show('manual')}>
        {text('addAccount')}
      </button>
      <p class="hint">{text('scanPasteHint')}</p>
    </section>
  );
}

/** What is on the page belongs to its site; what comes from elsewhere may. */
function siteOfPage(isChosen: boolean): PreviewSite | null {
  return pageOrigin.value === null ? null : { origin: pageOrigin.value, isChosen };
}

function leave(scanner: Scanner): void {
  scanner.reset();
  incoming.value = undefined;
}
