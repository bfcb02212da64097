// Looks at what the camera sees until it has seen a whole account, or all parts of an export.
import { type Signal, signal } from '@preact/signals';
import type { Point } from '../../core/qr/area.ts';
import { closeCamera, type CameraFailure, openCamera, pictureOf } from '../../platform/pictures/camera.ts';
import { QrSpotter } from '../../platform/pictures/qr-spotter.ts';
import { withKeptParts } from '../../ui/scan/kept-parts.ts';
import { readTexts, type ScanOutcome } from '../../ui/scan/scan-outcome.ts';

export type CameraState =
  | { readonly step: 'starting' }
  | { readonly step: 'failed'; readonly failure: CameraFailure }
  | {
      readonly step: 'looking';
      /** Around the codes in sight, in shares of the picture's sides. */
      readonly frames: readonly (readonly Point[])[];
      /** What has been seen so far, where it is not enough yet. */
      readonly outcome: ScanOutcome | undefined;
    };

/** Between two looks: a moving hand is followed, and the processor rests. */
const PAUSE_MS = 120;

export class CameraScan {
  readonly state: Signal<CameraState> = signal({ step: 'starting' });
  readonly #stopping = new AbortController();
  readonly #texts = new Set<string>();

  /** Resolves with the texts that were seen once they are whole; with none where it was stopped or has failed. */
  async run(video: HTMLVideoElement): Promise<readonly string[]> {
    const stream = await openCamera();
    if (typeof stream === 'string') {
      this.state.value = { step: 'failed', failure: stream };
      return [];
    }
    // Stopped while the browser was asking.
    if (this.#stopping.signal.aborted) {
      closeCamera(stream);
      return [];
    }
    const spotter = new QrSpotter();
    try {
      video.srcObject = stream;
      await video.play();
      this.state.value = { step: 'looking', frames: [], outcome: undefined };
      return await this.#look(video, spotter);
    } catch {
      if (!this.#stopping.signal.aborted) this.state.value = { step: 'failed', failure: 'camera-busy' };
      return [];
    } finally {
      spotter.end();
      closeCamera(stream);
      video.srcObject = null;
    }
  }

  stop(): void {
    this.#stopping.abort();
  }

  async #look(video: HTMLVideoElement, spotter: QrSpotter): Promise<readonly string[]> {
    const { signal: stop } = this.#stopping;
    while (!stop.aborted) {
      const picture = pictureOf(video);
      if (picture !== undefined) {
        const codes = await spotter.spot(picture);
        if (stop.aborted) break;
        await this.#take(codes.map(({ text }) => text));
        if (stop.aborted) break;
        const outcome = readTexts([...this.#texts]);
        const share = ({ x, y }: Point) => ({ x: x / picture.width, y: y / picture.height });
        const frames = codes.map(({ corners }) => corners.map(share));
        this.state.value = { step: 'looking', frames, outcome: this.#texts.size > 0 ? outcome : undefined };
        if (outcome.accounts.length > 0 && outcome.partial.length === 0) return [...this.#texts];
      }
      await new Promise((resolve) => {
        setTimeout(resolve, PAUSE_MS);
      });
    }
    return [];
  }

  /** With the parts of the same export that were seen before this camera was opened. */
  async #take(seen: readonly string[]): Promise<void> {
    const fresh = seen.filter((text) => !this.#texts.has(text));
    if (fresh.length === 0) return;
    for (const text of await withKeptParts(fresh)) this.#texts.add(text);
  }
}
