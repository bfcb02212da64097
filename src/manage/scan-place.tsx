import type { VNode } from 'preact';
import { useEffect, useMemo, useState } from 'preact/hooks';
import { type Area, cropPixels } from '../core/qr/area.ts';
import type { ScanItem } from '../messaging/scan-requests.ts';
import { pixelsOfDataUrl } from '../platform/tab-capture.ts';
import { ask } from '../ui/ask.ts';
import { ChoosePictures } from '../ui/scan/choose-pictures.tsx';
import { filesJob, imageJob, incomingJob, itemJob, textsJob } from '../ui/scan/scan-jobs.ts';
import { Scanner } from '../ui/scan/scanner.ts';
import { ScanSteps } from '../ui/scan/scan-steps.tsx';
import { text } from '../ui/text.ts';
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
  const [item, setItem] = useState<ScanItem>();
  const isOver = useIncoming((came) => void scanner.start(incomingJob(came, null)));
  useEffect(() => {
    void takeItem(scanner, setItem, setDrawing);
    return () => scanner.reset();
  }, []);
  const { step } = scanner.state.value;
  const ways = (
    <div class={isOver ? 'file-picker is-over' : 'file-picker'}>
      <p>{text('scanDropHere')}</p>
      <div class="actions">
        <ChoosePictures
          isPrimary={step === 'idle'}
          onPick={(files) => void scanner.start(filesJob(files, null))}
        />
        <button type="button" class="button" onClick={() => setCamera(true)}>
          {text('scanUseCamera')}
        </button>
      </div>
    </div>
  );
  const others =
    drawing === undefined ? (
      ways
    ) : (
      <AreaPicker
        picture={drawing.picture}
        size={drawing.image}
        onPick={(area) => void scanner.start(areaJob(drawing, area))}
      />
    );
  if (isCamera) {
    return (
      <>
        <h1>{text('navScan')}</h1>
        <CameraView
          onStop={() => setCamera(false)}
          onFound={(texts) => {
            setCamera(false);
            void scanner.start(textsJob(texts, null));
          }}
        />
      </>
    );
  }
  return (
    <>
      <h1>{text('navScan')}</h1>
      {step === 'idle' && drawing === undefined ? <p class="hint">{text('scanPlaceText')}</p> : null}
      <div class="stack">
        <ScanSteps
          scanner={scanner}
          onCancel={() => scanner.reset()}
          saved={(saved, ids) => <ScanSaved saved={saved} ids={ids} tabId={item?.tabId ?? null} />}
          others={others}
        />
        {/* The other parts of an export, or the next account. */}
        {step === 'found' ? ways : null}
      </div>
    </>
  );
}

function areaJob({ image, item: { origin } }: Drawing, area: Area) {
  const site = origin === null ? null : { origin, isChosen: true };
  return imageJob(cropPixels(image, area), site, 'scanNothingInArea');
}

/** What was brought here from a page; without a picture the page for drawing says so. */
async function takeItem(
  scanner: Scanner,
  setItem: (item: ScanItem) => void,
  setDrawing: (drawing: Drawing) => void,
): Promise<void> {
  const taken = await ask('scan/take', { to: 'manage', tabId: null });
  const item = taken.ok ? taken.value : null;
  if (item === null) {
    if (location.hash === '#/scan/area') await scanner.start(goneJob());
    return;
  }
  setItem(item);
  if (item.content.kind === 'picture' && item.content.area === null) {
    const { picture } = item.content;
    setDrawing({ picture, image: await pixelsOfDataUrl(picture), item });
  } else await scanner.start(itemJob(item));
}

function goneJob() {
  return {
    site: null,
    canLookHarder: false,
    read: async () => ({ texts: [], troubles: [text('areaGone')] }),
  };
}
