import type { VNode } from 'preact';
import { useId, useState } from 'preact/hooks';
import { text } from '../../ui/text.ts';
import { TextField } from '../../ui/text-field.tsx';
import { takeFiles, takeText } from './import-state.ts';

/** Any number of files, dropped or chosen, or a text. */
export function ImportDrop({ isFirst }: { readonly isFirst: boolean }): VNode {
  const id = useId();
  const [isOver, setOver] = useState(false);
  const [isPasting, setPasting] = useState(false);

  function take(files: FileList | null | undefined): void {
    // Copied at once: the list is emptied when the field is.
    if (files && files.length > 0) void takeFiles([...files]);
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
        const dropped = event.dataTransfer?.getData('text/plain') ?? '';
        if (event.dataTransfer?.files.length === 0 && dropped.trim() !== '') void takeText(dropped);
        else take(event.dataTransfer?.files);
      }}
    >
      <label for={id}>{text(isFirst ? 'importDrop' : 'importDropMore')}</label>
      <input
        id={id}
        class="visually-hidden"
        type="file"
        multiple
        onChange={(event) => {
          take(event.currentTarget.files);
          // The same file may be picked again.
          event.currentTarget.value = '';
        }}
      />
      <div class="actions">
        <label for={id} class="button small">
          {text('importChooseFiles')}
        </label>
        {isPasting ? null : (
          <button type="button" class="button small" onClick={() => setPasting(true)}>
            {text('importPaste')}
          </button>
        )}
      </div>
      {isPasting ? <PasteForm onDone={() => setPasting(false)} /> : null}
    </div>
  );
}

function PasteForm({ onDone }: { readonly onDone: () => void }): VNode {
  const [pasted, setPasted] = useState('');
  function submit(event: Event): void {
    event.preventDefault();
    if (pasted.trim() === '') return;
    onDone();
    void takeText(pasted);
  }
  return (
    <form class="stack" onSubmit={submit}>
      <TextField
        label={text('importPasteLabel')}
        hint={text('importPasteHint')}
        value={pasted}
        onInput={setPasted}
        lines={4}
        autoFocus
      />
      <div class="actions">
        <button type="submit" class="button small primary" disabled={pasted.trim() === ''}>
          {text('importRead')}
        </button>
        <button type="button" class="button small" onClick={onDone}>
          {text('cancel')}
        </button>
      </div>
    </form>
  );
}
