import type { VNode } from 'preact';
import { useRef } from 'preact/hooks';
import { text } from '../text.ts';

/** A button that opens the picker; a picture of a kind that cannot be read is named when it is. */
export function ChoosePictures(props: {
  readonly isPrimary?: boolean;
  readonly onPick: (files: readonly File[]) => void;
}): VNode {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        type="file"
        accept="image/*"
        multiple
        hidden
        onChange={(event) => {
          const files = [...(event.currentTarget.files ?? [])];
          // The same picture may be picked again.
          event.currentTarget.value = '';
          if (files.length > 0) props.onPick(files);
        }}
      />
      <button
        type="button"
        class={props.isPrimary === true ? 'button primary' : 'button'}
        onClick={() => input.current?.click()}
      >
        {text('scanChoosePictures')}
      </button>
    </>
  );
}
