import type { VNode } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import {
  type Area,
  areaBetween,
  LEAST_AREA_SIDE,
  middleArea,
  moveArea,
  type Point,
  resizeArea,
} from '../../core/qr/area.ts';
import { text } from '../../ui/text.ts';

/** In pixels of the picture. */
const STEP = 8;
const BIG_STEP = 40;

const STEPS: { readonly [key: string]: Point } = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};

interface AreaPickerProps {
  readonly picture: string;
  readonly size: { readonly width: number; readonly height: number };
  readonly onPick: (area: Area) => void;
}

/** The picture of a page, in which a frame is drawn with the mouse or moved with the keys. */
export function AreaPicker(props: AreaPickerProps): VNode {
  const { stage, area, handlers } = useArea(props);
  return (
    <section class="stack">
      <h2>{text('areaTitle')}</h2>
      <p class="hint" id="area-hint">
        {text('areaHint')}
      </p>
      <div
        ref={stage}
        class="area-stage"
        role="application"
        tabIndex={0}
        aria-label={text('areaFrame', area.width, area.height, area.left, area.top)}
        aria-describedby="area-hint"
        {...handlers}
      >
        <img src={props.picture} alt="" draggable={false} />
        <div class="area-frame" style={styleOf(area, props.size)} />
      </div>
      <div class="actions">
        <button type="button" class="button primary" onClick={() => props.onPick(area)}>
          {text('areaScan')}
        </button>
      </div>
    </section>
  );
}

/** The frame, and what moves it. */
function useArea({ size, onPick }: AreaPickerProps) {
  const stage = useRef<HTMLDivElement>(null);
  const [area, setArea] = useState(() => middleArea(size));
  const [from, setFrom] = useState<Point>();
  useEffect(() => stage.current?.focus(), []);

  function pointOf({ clientX, clientY }: PointerEvent): Point {
    const box = stage.current?.getBoundingClientRect() ?? new DOMRect(0, 0, 1, 1);
    return {
      x: ((clientX - box.left) / box.width) * size.width,
      y: ((clientY - box.top) / box.height) * size.height,
    };
  }

  function finish(event: PointerEvent): void {
    if (from === undefined) return;
    const drawn = areaBetween(from, pointOf(event), size);
    setFrom(undefined);
    // A click without a drag is no area.
    if (drawn.width >= LEAST_AREA_SIDE && drawn.height >= LEAST_AREA_SIDE) onPick(drawn);
    else setArea(middleArea(size));
  }

  function followKey(event: KeyboardEvent): void {
    const direction = STEPS[event.key];
    if (event.key === 'Enter') {
      event.preventDefault();
      onPick(area);
    } else if (direction !== undefined) {
      event.preventDefault();
      const step = event.ctrlKey ? BIG_STEP : STEP;
      const by = { x: direction.x * step, y: direction.y * step };
      setArea(event.shiftKey ? resizeArea(area, by, size) : moveArea(area, by, size));
    }
  }

  const handlers = {
    onKeyDown: followKey,
    onPointerDown: (event: PointerEvent) => {
      stage.current?.setPointerCapture(event.pointerId);
      setFrom(pointOf(event));
    },
    onPointerMove: (event: PointerEvent) => {
      if (from !== undefined) setArea(areaBetween(from, pointOf(event), size));
    },
    onPointerUp: finish,
    onPointerCancel: () => setFrom(undefined),
  };
  return { stage, area, handlers };
}

function styleOf(area: Area, size: { readonly width: number; readonly height: number }) {
  return {
    left: `${(area.left / size.width) * 100}%`,
    top: `${(area.top / size.height) * 100}%`,
    width: `${(area.width / size.width) * 100}%`,
    height: `${(area.height / size.height) * 100}%`,
  };
}
