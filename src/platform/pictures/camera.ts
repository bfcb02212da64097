// The camera: asked for by the browser when it is used, and let go as soon as it is not.
import { pixelsOf } from './picture-file.ts';

export type CameraFailure = 'camera-refused' | 'camera-absent' | 'camera-busy';

/** Enough for a code of a hand's size; more would only take longer. */
const WIDTH = 1280;
const HEIGHT = 720;

/** The back camera where there is one: it is the one that can be pointed at something. */
export async function openCamera(): Promise<MediaStream | CameraFailure> {
  // Absent where the browser has no camera interface at all.
  const devices = navigator.mediaDevices as MediaDevices | undefined;
  if (devices === undefined) return 'camera-absent';
  try {
    return await devices.getUserMedia({
      audio: false,
      video: { facingMode: 'environment', width: { ideal: WIDTH }, height: { ideal: HEIGHT } },
    });
  } catch (error) {
    return failureOf(error);
  }
}

export function closeCamera(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}

/** What the camera sees now; undefined before its first picture. */
export function pictureOf(video: HTMLVideoElement): ImageData | undefined {
  const { videoWidth, videoHeight, readyState } = video;
  if (readyState < HTMLMediaElement.HAVE_CURRENT_DATA || videoWidth === 0) return undefined;
  const scale = Math.min(1, WIDTH / videoWidth);
  return pixelsOf(video, {
    width: Math.round(videoWidth * scale),
    height: Math.round(videoHeight * scale),
  });
}

/** Media Capture and Streams, section 10.2.1: the names of the errors. */
function failureOf(error: unknown): CameraFailure {
  switch (error instanceof DOMException ? error.name : '') {
    case 'NotAllowedError':
    case 'SecurityError':
      return 'camera-refused';
    case 'NotFoundError':
    case 'OverconstrainedError':
      return 'camera-absent';
    default:
      return 'camera-busy';
  }
}
