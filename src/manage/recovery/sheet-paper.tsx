// One sheet with its codes in clear, to print or to save: the passphrase is asked for again, since a sheet is a way in.
import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { SheetView } from '../../messaging/recovery-responses.ts';
import type { SlotView } from '../../messaging/page-responses.ts';
import { saveFile } from '../../platform/files/save-file.ts';
import { ask } from '../../ui/ask.ts';
import { text } from '../../ui/text.ts';
import { ConfirmForm } from '../security/confirm-form.tsx';
import { whenText } from '../when-text.ts';

interface PaperProps {
  readonly sheet: SheetView;
  readonly name: string;
  readonly onDone: () => void;
}

export function SheetPaper({ sheet, name, onDone }: PaperProps): VNode {
  const [slots, setSlots] = useState<readonly SlotView[]>([]);
  const [codes, setCodes] = useState<readonly string[]>();
  useEffect(() => {
    void ask('slots/list', {}).then((listed) => {
      if (listed.ok) setSlots(listed.value);
    });
  }, []);
  if (codes !== undefined) return <Paper sheet={sheet} name={name} codes={codes} onDone={onDone} />;
  return (
    <>
      <h1>{text('sheetPaper')}</h1>
      {slots.length === 0 ? null : (
        <ConfirmForm
          slots={slots}
          label={text('sheetPaperShow')}
          busyLabel={text('working')}
          work={(presented) => ask('recovery/export', { presented, sheetId: sheet.id })}
          onDone={(given) => setCodes(given.codes)}
          onCancel={onDone}
        >
          <p class="notice warning">{text('sheetPaperWarning')}</p>
        </ConfirmForm>
      )}
    </>
  );
}

function Paper({ sheet, name, codes, onDone }: PaperProps & { readonly codes: readonly string[] }): VNode {
  const isSpent = (position: number) => {
    const state = sheet.marks[position]?.state;
    return state === 'used' || state === 'refused' || state === 'filled';
  };
  const when = sheet.details === null ? '' : whenText(sheet.details.createdAt);
  const lines = codes.map((code, position) =>
    isSpent(position) ? `${code} (${text('sheetPaperUsed')})` : code,
  );
  return (
    <section class="stack sheet">
      <h1>{name}</h1>
      <p>{[text('sheetCodes'), sheet.details?.site ?? '', when].filter(Boolean).join(' · ')}</p>
      <ol class="paper-codes">
        {codes.map((code, position) => (
          <li key={position}>
            <code>{isSpent(position) ? <s>{code}</s> : code}</code>
          </li>
        ))}
      </ol>
      <div class="actions">
        <button type="button" class="button primary" onClick={() => window.print()}>
          {text('print')}
        </button>
        <button
          type="button"
          class="button"
          onClick={() =>
            saveFile('recovery-codes.txt', `${name}\n${when}\n\n${lines.join('\n')}\n`, 'text/plain')
          }
        >
          {text('sheetPaperSave')}
        </button>
        <button type="button" class="button" onClick={onDone}>
          {text('done')}
        </button>
      </div>
    </section>
  );
}
