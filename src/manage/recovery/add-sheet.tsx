// A sheet by paste or by text file. What was recognised is shown and can be changed before it is kept.
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { normaliseCode } from '../../core/recovery/normalise-code.ts';
import { recogniseSheet } from '../../core/recovery/recognise-sheet.ts';
import { MAX_KEPT_CODES } from '../../core/recovery/typed-codes.ts';
import { readTypedSheet, type TypedSheet } from '../../core/recovery/typed-sheet.ts';
import { visibleName } from '../../core/vault/records/account-name.ts';
import { ask } from '../../ui/ask.ts';
import { failureText } from '../../ui/failure-text.ts';
import { countText, text } from '../../ui/text.ts';
import { TextField } from '../../ui/text-field.tsx';
import { FilePicker } from '../file-picker.tsx';
import { refresh, toast } from '../state.ts';
import { CheckField } from './check-field.tsx';

/** A page of text; what sites give is smaller by far. */
const MAX_FILE_BYTES = 256 * 1024;

interface Taken {
  readonly lines: string;
  readonly source: 'file' | 'typed';
  /** Of those that were marked as used, as they are compared. */
  readonly used: ReadonlySet<string>;
  /** Lines of what was pasted or picked that are no codes. */
  readonly leftOut: readonly string[];
}

const NOTHING: Taken = { lines: '', source: 'typed', used: new Set(), leftOut: [] };

/** Whatever holds a sheet becomes its codes, one a line; of anything else, what may be codes. */
function takenFrom(given: string, title: string, before: Taken | undefined): Taken {
  const found = recogniseSheet({ text: given, title, from: 'file' });
  const typed = readTypedSheet(given);
  const codes = found.verdict === 'none' ? typed.codes : found.codes;
  const marked = codes.filter(({ isUsed }) => isUsed).map((code) => normaliseCode(code.text));
  return {
    lines: codes.map((code) => code.text).join('\n'),
    source: before === undefined ? 'file' : 'typed',
    // What was pasted before is among the lines still, without its marks.
    used: new Set([...(before?.used ?? []), ...marked]),
    leftOut: found.verdict === 'none' ? typed.leftOut.map((line) => line.text) : [],
  };
}

function afterInput(next: string, before: Taken): Taken {
  // More than one line at once is a paste.
  const isPaste = next.split('\n').length > before.lines.split('\n').length + 1;
  return isPaste ? takenFrom(next, '', before) : { ...before, lines: next };
}

export function AddSheet(props: {
  readonly accountId: string;
  /** The sheet whose place this one may take. */
  readonly older: string | null;
  readonly onDone: () => void;
}): VNode {
  const [taken, setTaken] = useState(NOTHING);
  const [error, setError] = useState<string>();
  const [isReplacing, setReplacing] = useState(true);

  function take(next: Taken): void {
    setTaken(next);
    setError(undefined);
  }

  async function pick(file: File): Promise<void> {
    const wrong = problemOfFile(file);
    if (wrong === undefined) take(takenFrom(await file.text(), file.name, undefined));
    else setError(wrong);
  }

  async function save(event: Event): Promise<void> {
    event.preventDefault();
    const read = readTypedSheet(taken.lines);
    const problem = problemText(read);
    if (problem !== undefined) return setError(problem);
    const replaces = isReplacing ? props.older : null;
    const kept = await keepSheet(props.accountId, { ...taken, codes: read.codes, replaces });
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
        value={taken.lines}
        onInput={(next) => take(afterInput(next, taken))}
        lines={10}
        error={error}
        autoFocus
      />
      <Remarks taken={taken} />
      {props.older === null ? null : (
        <CheckField label={text('pageSheetReplaces')} isChecked={isReplacing} onCheck={setReplacing} />
      )}
      <FormActions onCancel={props.onDone} />
    </form>
  );
}

/** As many as are seen at a glance; of a whole letter the first lines say what was wrong. */
const MOST_LEFT_OUT = 5;

function Remarks({ taken: { used, leftOut } }: { readonly taken: Taken }): VNode {
  return (
    <>
      {used.size === 0 ? null : <p class="hint">{text('sheetUsedFound', used.size)}</p>}
      <LeftOut lines={leftOut} />
    </>
  );
}

function LeftOut({ lines }: { readonly lines: readonly string[] }): VNode | null {
  if (lines.length === 0) return null;
  const more = lines.length > MOST_LEFT_OUT ? ' …' : '';
  const shown = lines.slice(0, MOST_LEFT_OUT).map((line) => visibleName(line.slice(0, 80)));
  return (
    <p class="notice" role="status">
      {text('sheetLeftOut', `${shown.join(' / ')}${more}`)}
    </p>
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

interface Given extends Pick<Taken, 'source' | 'used'> {
  readonly codes: TypedSheet['codes'];
  readonly replaces: string | null;
}

function keepSheet(accountId: string, { codes, source, used, replaces }: Given) {
  return ask('recovery/keep', {
    accountId,
    label: '',
    site: null,
    source,
    codes: codes.map((code) => ({ ...code, isUsed: code.isUsed || used.has(normaliseCode(code.text)) })),
    expiresAt: null,
    replaces,
  });
}

function problemOfFile({ size }: File): string | undefined {
  if (size === 0) return text('fileIsEmpty');
  return size > MAX_FILE_BYTES ? text('sheetFileTooLarge') : undefined;
}

/** A line that is no code is never kept, nor left out unseen. */
function problemText({ codes, leftOut }: TypedSheet): string | undefined {
  const [wrong] = leftOut;
  if (wrong !== undefined) return text('sheetBadLine', wrong.line);
  if (codes.length === 0) return text('sheetNeedsCodes');
  return codes.length > MAX_KEPT_CODES ? text('sheetTooMany') : undefined;
}
