import type { VNode } from 'preact';
import { displayHost } from '../../core/sites/origin.ts';
import { systemClock } from '../../platform/system.ts';
import { spokenNameOf, visibleName } from '../../core/vault/records/account-name.ts';
import { QrCode } from '../../ui/qr-code.tsx';
import { text } from '../../ui/text.ts';
import { whenText } from '../when-text.ts';
import type { SheetEntry } from './export-output.ts';

/** On paper it is alone: the print part of manage.css leaves everything else out. */
export function Sheet(props: {
  readonly entries: readonly SheetEntry[];
  readonly onDone: () => void;
}): VNode {
  return (
    <div class="stack sheet">
      <p class="printed">
        <strong>{text('extensionName')}</strong> · {whenText(systemClock.now())}
      </p>
      <p class="notice warning">{text('exportSheetWarning')}</p>
      <div class="actions">
        <button type="button" class="button primary" onClick={() => window.print()}>
          {text('print')}
        </button>
        <button type="button" class="button" onClick={props.onDone}>
          {text('exportClose')}
        </button>
      </div>
      <ul class="qr-sheet">
        {props.entries.map((entry, index) => {
          const name = visibleName(spokenNameOf(entry));
          return (
            <li key={`${index} ${entry.secret}`}>
              <QrCode text={entry.uri} label={text('exportQrOf', name)} />
              <div class="names">
                <strong>
                  <bdi>{name}</bdi>
                </strong>
                <code>{entry.secret}</code>
                <span class="hint">{entry.sites.map(displayHost).join(', ')}</span>
                {entry.recoveryCodes.length === 0 ? null : <CodesLeft codes={entry.recoveryCodes} />}
              </div>
            </li>
          );
        })}
      </ul>
    </div>
  );
}

function CodesLeft({ codes }: { readonly codes: readonly string[] }): VNode {
  return (
    <>
      <span>{text('navRecovery')}</span>
      <ol class="paper-codes">
        {codes.map((code, position) => (
          <li key={`${position} ${code}`}>
            <code>{code}</code>
          </li>
        ))}
      </ol>
    </>
  );
}
