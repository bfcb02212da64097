import type { VNode } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Point } from '../../core/qr/area.ts';
import type { CameraFailure } from '../../platform/pictures/camera.ts';
import { refusedText } from '../../ui/scan/scanner.ts';
import { partialText } from '../../ui/scan/scan-steps.tsx';
import { type TextKey, text } from '../../ui/text.ts';
import { CameraScan } from './camera-scan.ts';

const FAILURES: { readonly [Failure in CameraFailure]: TextKey } = {
  'camera-refused': 'cameraRefused',
  'camera-absent': 'cameraAbsent',
  'camera-busy': 'cameraBusy',
};

/** The live picture, with a frame around each code in it. */
export function CameraView(props: {
  readonly onFound: (texts: readonly string[]) => void;
  readonly onStop: () => void;
}): VNode {
  const [scan, setScan] = useState(() => new CameraScan());
  const video = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    if (video.current === null) return undefined;
    void scan.run(video.current).then((texts) => {
      if (texts.length > 0) props.onFound(texts);
    });
    // A page that nobody sees does not look on.
    const stopHidden = () => {
      if (document.hidden) props.onStop();
    };
    document.addEventListener('visibilitychange', stopHidden);
    return () => {
      document.removeEventListener('visibilitychange', stopHidden);
      scan.stop();
    };
  }, [scan]);
  const state = scan.state.value;
  return (
    <section class="stack camera">
      <h2>{text('cameraTitle')}</h2>
      <div class="camera-picture" hidden={state.step === 'failed'}>
        {/* No captions: it has no sound and shows what is in front of it. */}
        <video ref={video} muted playsInline aria-label={text('cameraTitle')} />
        {state.step === 'looking' ? <Frames frames={state.frames} /> : null}
      </div>
      {state.step === 'starting' ? <p role="status">{text('cameraStarting')}</p> : null}
      {state.step === 'failed' ? (
        <p class="notice warning" role="alert">
          {text(FAILURES[state.failure])}
        </p>
      ) : (
        <p class="hint">{text('cameraText')}</p>
      )}
      {state.step === 'looking' ? <SoFar state={state} /> : null}
      <Actions
        hasFailed={state.step === 'failed'}
        onAgain={() => setScan(new CameraScan())}
        onStop={props.onStop}
      />
    </section>
  );
}

function Actions(props: {
  readonly hasFailed: boolean;
  readonly onAgain: () => void;
  readonly onStop: () => void;
}): VNode {
  return (
    <div class="actions">
      {props.hasFailed ? (
        <button type="button" class="button primary" onClick={props.onAgain}>
          {text('tryAgain')}
        </button>
      ) : null}
      <button type="button" class="button" onClick={props.onStop}>
        {text(props.hasFailed ? 'cancel' : 'cameraStop')}
      </button>
    </div>
  );
}

function SoFar({ state }: { readonly state: CameraScan['state']['value'] & { step: 'looking' } }): VNode {
  const { partial = [], refused = [] } = state.outcome ?? {};
  const sentences = [...partial.map(partialText), ...refused.map(refusedText)];
  return (
    <div role="status" class="stack">
      {[...new Set(sentences)].map((sentence) => (
        <p key={sentence} class="notice">
          <bdi>{sentence}</bdi>
        </p>
      ))}
    </div>
  );
}

function Frames({ frames }: { readonly frames: readonly (readonly Point[])[] }): VNode {
  return (
    <svg viewBox="0 0 1 1" preserveAspectRatio="none" aria-hidden="true">
      {frames.map((corners) => {
        const points = corners.map(({ x, y }) => `${x},${y}`).join(' ');
        return <polygon key={points} points={points} />;
      })}
    </svg>
  );
}
