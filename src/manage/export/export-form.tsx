import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Result } from '../../core/result.ts';
import type { AccountView, SlotView } from '../../messaging/page-responses.ts';
import { saveFile } from '../../platform/files/save-file.ts';
import { ask } from '../../ui/ask.ts';
import { failureText } from '../../ui/failure-text.ts';
import type { PassphraseFailure, PresentedMessage } from '../../ui/unlock/passphrase.ts';
import { countText, type TextKey, text } from '../../ui/text.ts';
import { useSecret } from '../../ui/unlock/use-secret.ts';
import { useIsLeft } from '../../ui/use-is-left.ts';
import { TextField } from '../../ui/text-field.tsx';
import { CheckField } from '../recovery/check-field.tsx';
import { ConfirmForm } from '../security/confirm-form.tsx';
import { isLongEnough } from '../security/passphrase-strength.ts';
import { EXPORT_WAYS, type ExportOutput, type ExportWay, makeOutput } from './export-output.ts';
import { leftOut, output, way } from './export-state.ts';

const WAY_TEXT: { readonly [Way in ExportWay]: TextKey } = {
  aegis: 'exportAegis',
  '2fas': 'exportTwoFas',
  google: 'exportGoogle',
  qr: 'exportQr',
  otpauth: 'exportOtpauth',
  sheet: 'exportSheet',
};

const WARNING_TEXT: { readonly [Way in ExportWay]: TextKey } = {
  aegis: 'exportClearWarning',
  '2fas': 'exportClearWarning',
  google: 'exportCodesWarning',
  qr: 'exportCodesWarning',
  otpauth: 'exportClearWarning',
  sheet: 'exportSheetWarning',
};

export function ExportForm({ views }: { readonly views: readonly AccountView[] }): VNode {
  const [slots, setSlots] = useState<readonly SlotView[]>();
  const [refused, setRefused] = useState<string>();
  const file = useFilePassphrase();
  useEffect(() => {
    void ask('slots/list', {}).then((listed) => {
      if (listed.ok) setSlots(listed.value);
      else setRefused(failureText(listed.error));
    });
  }, []);
  const ids = views.map(({ id }) => id).filter((id) => !leftOut.value.has(id));
  // As it is shown: another may be chosen while the passphrase is checked.
  const chosenWay = way.value;
  const isSealed = canBeSealed(chosenWay) && file.isWanted;

  async function work(presented: PresentedMessage): Promise<Result<ExportOutput, PassphraseFailure>> {
    const sealedWith = isSealed ? file.chosen.value : null;
    if (sealedWith === '') return { ok: false, error: 'internal' };
    const given = await ask('export/accounts', { presented, ids });
    if (!given.ok) return given;
    // A file that lacks an account without a word would be found out too late.
    if (given.value.unreadable.length > 0) return { ok: false, error: 'record-damaged' };
    return makeOutput(chosenWay, given.value.accounts, sealedWith);
  }

  /** Who left the place meanwhile gets nothing: what is made holds secrets. */
  function show(made: ExportOutput): void {
    if (file.isLeft.current) return;
    if (made.is === 'file') saveFile(made.name, made.text, 'application/octet-stream');
    file.forget();
    output.value = made;
  }

  return (
    <section class="stack">
      <h2>{text('exportHow')}</h2>
      <Ways />
      <Refused sentence={refused} />
      {ids.length === 0 ? <p class="hint">{text('exportNone')}</p> : null}
      {slots === undefined || ids.length === 0 ? null : (
        <ConfirmForm
          slots={slots}
          takesFocus={false}
          label={countText(ids.length, ['exportDo', 'exportDoOne'])}
          busyLabel={text('working')}
          mayWork={() => !isSealed || file.isUsable()}
          work={work}
          onDone={show}
        >
          {canBeSealed(chosenWay) ? file.fields() : null}
          {isSealed ? null : <p class="notice warning">{text(WARNING_TEXT[chosenWay])}</p>}
        </ConfirmForm>
      )}
    </section>
  );
}

function Refused({ sentence }: { readonly sentence: string | undefined }): VNode | null {
  if (sentence === undefined) return null;
  return (
    <p class="notice danger" role="alert">
      {sentence}
    </p>
  );
}

function Ways(): VNode {
  return (
    <fieldset class="formats">
      <legend class="visually-hidden">{text('exportHow')}</legend>
      {EXPORT_WAYS.map((one) => (
        <label key={one} class="choice">
          <input
            type="radio"
            name="export-way"
            checked={way.value === one}
            onChange={() => {
              way.value = one;
            }}
          />
          {text(WAY_TEXT[one])}
        </label>
      ))}
    </fieldset>
  );
}

function canBeSealed(one: ExportWay): boolean {
  return one === 'aegis' || one === '2fas';
}

/** Of the file, twice: a typing error in it would make a file that nobody opens. */
function useFilePassphrase() {
  const [isWanted, setWanted] = useState(true);
  const isLeft = useIsLeft();
  const passphrase = useSecret();
  const again = useSecret();
  // As it was when it was looked at: the fields may be typed in while the vault's passphrase is checked. Empty once the
  // page was left: no file is made then, least of all under no passphrase.
  const chosen = useSecret();
  const [problem, setProblem] = useState<'short' | 'differs'>();
  return {
    isWanted,
    chosen,
    isLeft,
    isUsable(): boolean {
      const isSame = passphrase.value === again.value;
      const found = !isLongEnough(passphrase.value) ? 'short' : isSame ? undefined : 'differs';
      setProblem(found);
      chosen.value = found === undefined ? passphrase.value : '';
      return found === undefined;
    },
    forget(): void {
      for (const secret of [passphrase, again, chosen]) secret.value = '';
    },
    fields: () => (
      <>
        <CheckField label={text('exportEncrypt')} isChecked={isWanted} onCheck={setWanted} />
        {isWanted ? (
          <>
            <TextField
              label={text('exportFilePassphrase')}
              type="password"
              autocomplete="new-password"
              value=""
              secret={passphrase}
              onInput={() => undefined}
              error={problem === 'short' ? text('passphraseTooShort') : undefined}
            />
            <TextField
              label={text('passphraseAgain')}
              type="password"
              autocomplete="new-password"
              value=""
              secret={again}
              onInput={() => undefined}
              error={problem === 'differs' ? text('passphraseDiffers') : undefined}
            />
          </>
        ) : null}
      </>
    ),
  };
}
