// A sheet by paste or by text file. What was recognised is shown and can be changed before it is kept.
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { normaliseCode } from '../core/recovery/normalise-code.ts';
import { recogniseSheet } from '../core/recovery/recognise-sheet.ts';
import { readTypedCodes, type TypedCodesProblem } from '../core/recovery/typed-codes.ts';
import { ask } from '../ui/ask.ts';
import { failureText } from '../ui/failure-text.ts';
import { countText, text } from '../ui/text.ts';
import { TextField } from '../ui/text-field.tsx';
import { FilePicker } from './file-picker.tsx';
import { refresh, toast } from './state.ts';

/** A page of text; what sites give is smaller by far. */
const MAX_FILE_BYTES = 256 * 1024;

export function AddSheet(props: { readonly accountId: string; readonly onDone: () => void }): VNode {
  const [lines, setLines] = useState('');
  const [source, setSource] = useState<'file' | 'typed'>('typed');
  const [used, setUsed] = useState<ReadonlySet<string>>(new Set());
  const [error, setError] = useState<string>();

  /** Whatever holds a sheet becomes its codes, one a line; anything else stays as it is. */
  function take(given: string, title: string, from: 'file' | 'typed'): void {
    const { codes } = recogniseSheet({ text: given, title, from: 'file' });
    setSource(from);
    setError(undefined);
    setLines(codes.length === 0 ? given : codes.map((code) => code.text).join('\n'));
    setUsed(new Set(codes.filter(({ isUsed }) => isUsed).map((code) => normaliseCode(code.text))));
  }

  async function pick(file: File): Promise<void> {
    if (file.size > MAX_FILE_BYTES) setError(text('sheetFileTooLarge'));
    else take(await file.text(), file.name, 'file');
  }

  async function save(event: Event): Promise<void> {
    event.preventDefault();
    const read = readTypedCodes(lines);
    if (!read.ok) return setError(problemText(read.problem));
    const kept = await keepSheet(props.accountId, { codes: read.codes, source, used });
    if (!kept.ok) return setError(failureText(kept.error));
    toast.value = { text: countText(read.codes.length, ['sheetKept', 'sheetKeptOne']) };
    props.onDone();
    await refresh();
    return undefined;
  }

  return (
    <form class="stack" onSubmit={(event) => void save(event)}>
      <FilePicker label={text('sheetFile')} onPick={(file) => void pick(file)} />
      <TextField
        label={text('sheetCodes')}
        hint={text('sheetCodesHint')}
        value={lines}
        onInput={(next) => {
          // More than one line at once is a paste.
          if (next.split('\n').length > lines.split('\n').length + 1) take(next, '', 'typed');
          else setLines(next);
        }}
        lines={10}
        error={error}
        autoFocus
      />
      {used.size === 0 ? null : <p class="hint">{text('sheetUsedFound', used.size)}</p>}
      <FormActions onCancel={props.onDone} />
    </form>
  );
}

function FormActions({ onCancel }: { readonly onCancel: () => void }): VNode {
  return (
    <div class="actions">
      <button class="button small primary" type="submit">
        {text('sheetKeep')}
      </button>
      <button type="button" class="button small" onClick={onCancel}>
        {text('cancel')}
      </button>
    </div>
  );
}

interface Given {
  readonly codes: readonly string[];
  readonly source: 'file' | 'typed';
  /** Of those that the sheet itself marks, as they are compared. */
  readonly used: ReadonlySet<string>;
}

function keepSheet(accountId: string, { codes, source, used }: Given) {
  return ask('recovery/keep', {
    accountId,
    label: '',
    site: null,
    source,
    codes: codes.map((code) => ({ text: code, isUsed: used.has(normaliseCode(code)) })),
    expiresAt: null,
    replaces: null,
  });
}

function problemText({ kind, line }: TypedCodesProblem): string {
  switch (kind) {
    case 'none':
      return text('sheetNeedsCodes');
    case 'too-many':
      return text('sheetTooMany');
    case 'too-long':
      return text('sheetBadLine', line);
    case 'twice':
      return text('sheetTwice', line);
  }
}
