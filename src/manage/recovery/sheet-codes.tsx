import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import type { CodeMark, CodeState } from '../../core/recovery/code-mark.ts';
import type { SheetView } from '../../messaging/recovery-responses.ts';
import { ask } from '../../ui/ask.ts';
import { copyForAWhile } from '../../ui/copy.ts';
import { failureText } from '../../ui/failure-text.ts';
import { type TextKey, text } from '../../ui/text.ts';
import { toast } from '../state.ts';
import { whenText } from '../when-text.ts';

interface CodesProps {
  readonly sheet: SheetView;
  readonly onChanged: () => void;
}

/** Masked until each one is asked for; shown codes are forgotten with the view. */
export function SheetCodes({ sheet, onChanged }: CodesProps): VNode {
  return (
    <ol class={sheet.replacedAt === null ? 'sheet-codes' : 'sheet-codes is-replaced'}>
      {sheet.marks.map((mark, position) => (
        <Code key={position} sheetId={sheet.id} position={position} mark={mark} onChanged={onChanged} />
      ))}
    </ol>
  );
}

interface CodeProps {
  readonly sheetId: string;
  readonly position: number;
  readonly mark: CodeMark;
  readonly onChanged: () => void;
}

function Code({ sheetId, position, mark, onChanged }: CodeProps): VNode {
  const [shown, setShown] = useState<string>();
  const number = position + 1;
  async function take(): Promise<string | undefined> {
    const revealed = await ask('recovery/reveal', { sheetId, position });
    if (revealed.ok) return revealed.value.code;
    toast.value = { text: failureText(revealed.error) };
    return undefined;
  }
  async function markAs(as: 'copied' | 'used' | 'refused' | 'unused'): Promise<void> {
    const marked = await ask('recovery/mark', { sheetId, position, as });
    if (!marked.ok) toast.value = { text: failureText(marked.error) };
    onChanged();
  }
  async function copy(): Promise<void> {
    const code = await take();
    if (code === undefined) return;
    if ((await copyForAWhile(code)) === 'failed') toast.value = { text: text('copyFailed') };
    else await markAs('copied');
  }
  const isSpent = mark.state === 'used' || mark.state === 'refused' || mark.state === 'filled';
  return (
    <li>
      <code>{isSpent && shown !== undefined ? <s>{shown}</s> : (shown ?? '••••••••')}</code>
      <span class="hint">{stateText(mark)}</span>
      <div class="actions">
        <CodeButton
          label={shown === undefined ? 'codeShow' : 'codeHide'}
          number={number}
          onClick={() => void (shown === undefined ? take().then(setShown) : setShown(undefined))}
        />
        {mark.state === 'filled' ? (
          <CodeButton label="codeMarkUsed" number={number} onClick={() => void markAs('used')} />
        ) : null}
        {isSpent ? (
          <CodeButton label="codeUnuse" number={number} onClick={() => void markAs('unused')} />
        ) : (
          <>
            <CodeButton label="codeCopy" number={number} onClick={() => void copy()} />
            <CodeButton label="codeMarkUsed" number={number} onClick={() => void markAs('used')} />
          </>
        )}
      </div>
    </li>
  );
}

function CodeButton(props: {
  readonly label: TextKey;
  readonly number: number;
  readonly onClick: () => void;
}): VNode {
  return (
    <button
      type="button"
      class="button small"
      aria-label={`${text(props.label)}: ${props.number}`}
      onClick={props.onClick}
    >
      {text(props.label)}
    </button>
  );
}

const STATE_TEXTS: { readonly [State in Exclude<CodeState, 'unused'>]: TextKey } = {
  copied: 'codeWasCopied',
  filled: 'codeWasFilled',
  refused: 'codeWasRefused',
  used: 'codeWasUsed',
};

function stateText({ state, at }: CodeMark): string {
  return state === 'unused' || at === null ? '' : text(STATE_TEXTS[state], whenText(at));
}
