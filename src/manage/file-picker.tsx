import type { VNode } from 'preact';
import { useId, useState } from 'preact/hooks';
import { text } from '../ui/text.ts';

/** One file, picked or dropped. */
export function FilePicker(props: { readonly label: string; readonly onPick: (file: File) => void }): VNode {
  const id = useId();
  const [isOver, setOver] = useState(false);
  const [name, setName] = useState('');

  function take(files: FileList | null | undefined): void {
    const file = files?.[0];
    if (file === undefined) return;
    setName(file.name);
    props.onPick(file);
  }

  return (
    <div
      class={isOver ? 'file-picker is-over' : 'file-picker'}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        take(event.dataTransfer?.files);
      }}
    >
      <label for={id}>{props.label}</label>
      <input
        id={id}
        class="visually-hidden"
        type="file"
        onChange={(event) => {
          take(event.currentTarget.files);
          // The same file may be picked again.
          event.currentTarget.value = '';
        }}
      />
      <div class="actions">
        <label for={id} class="button small">
          {text('chooseFile')}
        </label>
        <span class="hint">{name}</span>
      </div>
    </div>
  );
}
