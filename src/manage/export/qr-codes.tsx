import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { spokenNameOf, visibleName } from '../../core/vault/records/account-name.ts';
import { focusOnce } from '../../ui/focus-once.ts';
import { QrCode } from '../../ui/qr-code.tsx';
import { text } from '../../ui/text.ts';
import type { ShownCode } from './export-output.ts';

/** One after the other, to be scanned by a phone; the arrow keys turn them over. */
export function QrCodes(props: { readonly codes: readonly ShownCode[]; readonly onDone: () => void }): VNode {
  const { codes } = props;
  const [at, setAt] = useState(0);
  const last = codes.length - 1;
  const show = (next: number) => setAt(Math.max(0, Math.min(last, next)));
  useEffect(() => {
    const press = ({ key }: KeyboardEvent) => {
      if (key === 'ArrowRight') setAt((now) => Math.min(last, now + 1));
      if (key === 'ArrowLeft') setAt((now) => Math.max(0, now - 1));
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [last]);
  const code = codes[at];
  const place = text('exportCodeOf', at + 1, codes.length);
  const name = code?.name ? visibleName(spokenNameOf(code.name)) : '';
  return (
    <section class="qr-show">
      <p class="notice warning">{text('exportCodesWarning')}</p>
      <h2 ref={focusOnce} tabIndex={-1} aria-live="polite">
        {[name, place].filter(Boolean).join(' · ')}
      </h2>
      {code === undefined ? null : <QrCode text={code.uri} label={place} />}
      <div class="actions">
        <button type="button" class="button" disabled={at === 0} onClick={() => show(at - 1)}>
          {text('exportPrevious')}
        </button>
        <button type="button" class="button" disabled={at === last} onClick={() => show(at + 1)}>
          {text('exportNext')}
        </button>
        <button type="button" class="button primary" onClick={props.onDone}>
          {text('exportClose')}
        </button>
      </div>
      {codes.length > 1 ? <p class="hint">{text('exportCodeKeys')}</p> : null}
    </section>
  );
}
