import type { ComponentChildren, VNode } from 'preact';
import { useState } from 'preact/hooks';
import type { Result } from '../../core/result.ts';
import type { SlotView } from '../../messaging/page-responses.ts';
import {
  type PassphraseFailure,
  passphraseSlotIn,
  type PresentedMessage,
  withPresented,
} from '../../ui/unlock/passphrase.ts';
import { passphraseFailureText } from '../../ui/unlock/passphrase-form.tsx';
import { text } from '../../ui/text.ts';
import { useSecret } from '../../ui/unlock/use-secret.ts';
import { useIsLeft } from '../../ui/use-is-left.ts';
import { TextField } from '../../ui/text-field.tsx';
import { CancelButton, SubmitButton } from './new-passphrase-form.tsx';

interface ConfirmFormProps<Value> {
  readonly slots: readonly SlotView[];
  readonly label: string;
  readonly busyLabel: string;
  readonly isDangerous?: boolean;
  readonly children?: ComponentChildren;
  /** Looks at what the form has besides the passphrase, before that is tried. */
  readonly mayWork?: () => boolean;
  readonly work: (presented: PresentedMessage) => Promise<Result<Value, PassphraseFailure>>;
  readonly onDone: (value: Value) => void;
  readonly onCancel?: () => void;
  /** The form is what the user has just asked for, and not the end of a page that is read from the top. */
  readonly takesFocus?: boolean;
}

const LEFT = { ok: false, error: 'internal' } as const;

/** Asks for the passphrase again before something that somebody at an unlocked screen must not do. */
export function ConfirmForm<Value>(props: ConfirmFormProps<Value>): VNode {
  const passphrase = useSecret();
  const [failure, setFailure] = useState<PassphraseFailure>();
  const [isBusy, setBusy] = useState(false);
  const slot = passphraseSlotIn(props.slots);
  const isLeft = useIsLeft();

  async function submit(event: Event): Promise<void> {
    event.preventDefault();
    if (isBusy || passphrase.value === '' || slot === undefined) return;
    if (props.mayWork?.() === false) return;
    setBusy(true);
    setFailure(undefined);
    // Nothing is begun for who left meanwhile. What was begun is ended: it may be what took the form away.
    const done = await withPresented(passphrase.value, slot, (presented) =>
      isLeft.current ? Promise.resolve(LEFT) : props.work(presented),
    );
    setBusy(false);
    if (done.ok) {
      passphrase.value = '';
      props.onDone(done.value);
    } else {
      setFailure(done.error);
    }
  }

  if (slot === undefined) return <NoPassphrase onCancel={props.onCancel} />;
  return (
    <form class="stack narrow" onSubmit={(event) => void submit(event)}>
      {props.children}
      <TextField
        label={text('passphraseCurrent')}
        type="password"
        autocomplete="current-password"
        value=""
        secret={passphrase}
        onInput={() => undefined}
        error={failure === undefined ? undefined : passphraseFailureText(failure)}
        autoFocus={props.takesFocus ?? true}
      />
      <div class="actions">
        <SubmitButton
          isBusy={isBusy}
          label={props.label}
          busyLabel={props.busyLabel}
          isDangerous={props.isDangerous ?? false}
        />
        <CancelButton onCancel={props.onCancel} />
      </div>
    </form>
  );
}

function NoPassphrase({ onCancel }: { readonly onCancel: (() => void) | undefined }): VNode {
  return (
    <>
      <p class="notice danger" role="alert">
        {text('noPassphraseSlot')}
      </p>
      <div class="actions">
        <CancelButton onCancel={onCancel} />
      </div>
    </>
  );
}
