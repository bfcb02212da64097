import type { VNode } from 'preact';
import { useEffect, useMemo, useState } from 'preact/hooks';
import { type Area, cropPixels } from '../../core/qr/area.ts';
import type { ScanItem } from '../../messaging/scan-requests.ts';
import { pixelsOfDataUrl } from '../../platform/pictures/tab-capture.ts';
import { ask } from '../../ui/ask.ts';
import { ChoosePictures } from '../../ui/scan/choose-pictures.tsx';
import { filesJob, imageJob, incomingJob, itemJob, textsJob } from '../../ui/scan/scan-jobs.ts';
import { Scanner } from '../../ui/scan/scanner.ts';
import { ScanSteps } from '../../ui/scan/scan-steps.tsx';
import { text } from '../../ui/text.ts';
import { AreaPicker } from './area-picker.tsx';
import { CameraView } from './camera-view.tsx';
import { ScanSaved } from './scan-saved.tsx';
import { useIncoming } from './use-incoming.ts';

/** The picture of a page in which the user draws. */
interface Drawing {
  readonly picture: string;
  readonly image: ImageData;
  readonly item: ScanItem;
}

/** Pictures, links, an area of a page and the camera, in a tab: a popup closes too easily. */
export function ScanPlace(): VNode {
  const scanner = useMemo(() => new Scanner(), []);
  const [isCamera, setCamera] = useState(location.hash === '#/scan/camera');
  const [drawing, setDrawing] = useState<Drawing>();
  const [tabId, setTabId] = useState<number | null>(null);
  const isOver = useIncoming((came) => void scanner.start(incomingJob(came, null)));
  useEffect(() => {
    void takeItem(scanner).then((taken) => {
      setTabId(taken.tabId);
      setDrawing(taken.drawing);
    });
    return () => scanner.reset();
  }, []);
  if (isCamera) return <Camera scanner={scanner} onEnd={() => setCamera(false)} />;
  const { step } = scanner.state.value;
  const ways = <Ways scanner={scanner} isOver={isOver} onCamera={() => setCamera(true)} />;
  const area = drawing && (
    <AreaPicker
      picture={drawing.picture}
      size={drawing.image}
      onPick={(picked) => void scanner.start(areaJob(drawing, picked))}
    />
  );
  return (
    <>
      <h1>{text('navScan')}</h1>
      {step === 'idle' && area === undefined ? <p>{text('scanPlaceText')}</p> : null}
      <div class="stack">
        <ScanSteps
          scanner={scanner}
          onCancel={() => scanner.reset()}
          saved={(saved, ids) => <ScanSaved saved={saved} ids={ids} tabId={tabId} />}
          others={area ?? ways}
        />
        {/* The other parts of an export, or the next account. */}
        {step === 'found' ? ways : null}
      </div>
    </>
  );
}

function Ways(props: {
  readonly scanner: Scanner;
  readonly isOver: boolean;
  readonly onCamera: () => void;
}): VNode {
  return (
    <div class={props.isOver ? 'file-picker is-over' : 'file-picker'}>
      <p>{text('scanDropHere')}</p>
      <div class="actions">
        <ChoosePictures
          isPrimary={props.scanner.state.value.step === 'idle'}
          onPick={(files) => void props.scanner.start(filesJob(files, null))}
        />
        <button type="button" class="button" onClick={props.onCamera}>
          {text('scanUseCamera')}
        </button>
      </div>
    </div>
  );
}

function Camera({ scanner, onEnd }: { readonly scanner: Scanner; readonly onEnd: () => void }): VNode {
  return (
    <>
      <h1>{text('navScan')}</h1>
      <CameraView
        onStop={onEnd}
        onFound={(texts) => {
          onEnd();
          void scanner.start(textsJob(texts, null));
        }}
      />
    </>
  );
}

function areaJob({ image, item: { origin } }: Drawing, area: Area) {
  const site = origin === null ? null : { origin, isChosen: true };
  return imageJob(cropPixels(image, area), site, 'scanNothingInArea');
}

/** What was brought here from a page: looked at, or drawn in. Without its picture the page for drawing says so. */
async function takeItem(
  scanner: Scanner,
): Promise<{ readonly tabId: number | null; readonly drawing: Drawing | undefined }> {
  const taken = await ask('scan/take', { to: 'manage', tabId: null });
  const item = taken.ok ? taken.value : null;
  if (item?.content.kind === 'picture' && item.content.area === null) {
    const { picture } = item.content;
    return { tabId: item.tabId, drawing: { picture, image: await pixelsOfDataUrl(picture), item } };
  }
  if (item !== null) void scanner.start(itemJob(item));
  else if (location.hash === '#/scan/area') void scanner.start(goneJob());
  return { tabId: item?.tabId ?? null, drawing: undefined };
}

function goneJob() {
  return {
    site: null,
    canLookHarder: false,
    read: async () => ({ texts: [], troubles: [text('areaGone')] }),
  };
}
