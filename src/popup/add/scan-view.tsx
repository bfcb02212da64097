import type { VNode } from 'preact';
import { useEffect, useMemo, useState } from 'preact/hooks';
import { closesPopupForFiles } from '../../platform/files/file-picker.ts';
import { captureTabAsUrl } from '../../platform/pictures/tab-capture.ts';
import { ask } from '../../ui/ask.ts';
import { failureText } from '../../ui/failure-text.ts';
import { openManagePage } from '../../ui/own-pages.ts';
import type { PreviewSite } from '../../ui/scan/additions.ts';
import { ChoosePictures } from '../../ui/scan/choose-pictures.tsx';
import { filesJob, incomingJob, itemJob, tabJob, textsJob } from '../../ui/scan/scan-jobs.ts';
import { type ScanJob, Scanner } from '../../ui/scan/scanner.ts';
import { ScanSteps } from '../../ui/scan/scan-steps.tsx';
import { text } from '../../ui/text.ts';
import { isSavedShown, SavedNote } from '../saved-note.tsx';
import { type ScanStart, scanStart } from './scan-start.ts';
import { isPrivate, pageOrigin, show, tabId } from '../state.ts';
import { SubView } from '../sub-view.tsx';

/** Looks at the page at once, unless there is something else to look at; other places are one click away. */
export function ScanView(): VNode {
  const scanner = useMemo(() => new Scanner(), []);
  const start = scanStart.value;
  useEffect(() => void scanner.start(jobOf(start)), [start]);
  useEffect(() => () => leave(scanner), []);
  const { step } = scanner.state.value;
  const found = start?.kind === 'incoming' ? 'previewTitleElsewhere' : 'previewTitle';
  const title = step === 'found' ? found : 'scanPage';
  return (
    <SubView title={text(isSavedShown.value ? 'updated' : title)}>
      <ScanSteps
        scanner={scanner}
        onCancel={() => show('list')}
        saved={(saved, ids) => <SavedNote saved={saved} ids={ids} />}
        others={<OtherWays scanner={scanner} />}
      />
      {step === 'found' ? (
        <button type="button" class="button link small" onClick={() => scanner.reset()}>
          {text('scanElsewhere')}
        </button>
      ) : null}
    </SubView>
  );
}

function jobOf(start: ScanStart | undefined): ScanJob {
  switch (start?.kind) {
    case 'incoming':
      return incomingJob(start.incoming, siteOfPage(false));
    case 'item':
      return itemJob(start.item);
    case 'texts':
      return textsJob(start.texts, siteOfPage(true));
    case undefined:
      return tabJob(siteOfPage(true), tabId.value);
  }
}

function OtherWays({ scanner }: { readonly scanner: Scanner }): VNode {
  const [failure, setFailure] = useState<string>();
  async function drawArea(): Promise<void> {
    const picture = await captureTabAsUrl();
    if (picture === undefined || tabId.value === null) return setFailure(text('scanNotCapturable'));
    const given = await ask('scan/give', { tabId: tabId.value, picture });
    if (!given.ok) return setFailure(failureText(given.error));
    return openManagePage('#/scan/area');
  }
  return (
    <section class="scan-ways">
      {failure === undefined ? null : (
        <p class="notice danger" role="alert">
          {failure}
        </p>
      )}
      {pageOrigin.value === null ? null : (
        <button type="button" class="button" onClick={() => void drawArea()}>
          {text('scanDrawArea')}
        </button>
      )}
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

/** What is on the page belongs to its site; what comes from elsewhere may. A private window leaves no site behind. */
function siteOfPage(isChosen: boolean): PreviewSite | null {
  return pageOrigin.value === null || isPrivate.value ? null : { origin: pageOrigin.value, isChosen };
}

function leave(scanner: Scanner): void {
  scanner.reset();
  scanStart.value = undefined;
}
