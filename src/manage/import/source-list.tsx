import type { Signal } from '@preact/signals';
import type { VNode } from 'preact';
import { visibleName } from '../../core/vault/records/account-name.ts';
import { countText, text } from '../../ui/text.ts';
import { useSecret } from '../../ui/unlock/use-secret.ts';
import { TextField } from '../../ui/text-field.tsx';
import { useDelayed } from '../../ui/use-delayed.ts';
import {
  cancelReading,
  type ImportSource,
  removeSource,
  type SourceError,
  sources,
  tryPassphrase,
} from './import-sources.ts';
import { formatName, transferErrorText } from './import-text.ts';

/** Each file with what it was recognised as, and what it still needs. */
export function SourceList(): VNode | null {
  if (sources.value.length === 0) return null;
  return (
    <ul class="entries" aria-label={text('importFiles')}>
      {sources.value.map((source) => (
        <li key={source.id}>
          <Source source={source} />
        </li>
      ))}
    </ul>
  );
}

function Source({ source }: { readonly source: ImportSource }): VNode {
  // A wrong one stays, so that a typing error can be mended.
  const passphrase = useSecret();
  const name = source.name ?? text('importPasted');
  return (
    <>
      <div class="names">
        <strong>
          <bdi>{visibleName(name)}</bdi>
        </strong>
        <span class="hint" role="status">
          {stateText(source)}
        </span>
        <Passkeys count={source.parsed?.passkeys.length ?? 0} />
      </div>
      <button
        type="button"
        class="button small"
        aria-label={text('importRemoveOf', visibleName(name))}
        onClick={() => removeSource(source.id)}
      >
        {text('importRemove')}
      </button>
      {source.is === 'reading' ? <Reading source={source} /> : null}
      {source.is === 'asking' ? <Passphrase source={source} passphrase={passphrase} /> : null}
      {source.is === 'refused' && source.error !== null ? <Refused error={source.error} name={name} /> : null}
    </>
  );
}

/** Which of them can be taken, the preview says. */
function Passkeys({ count }: { readonly count: number }): VNode | null {
  if (count === 0) return null;
  return <span class="hint"> · {countText(count, ['passkeysOfSite', 'passkeysOfSiteOne'])}</span>;
}

function stateText({ is, format, parsed }: ImportSource): string {
  if (format === null) return is === 'reading' ? text('importReading') : text('importNotRecognised');
  if (parsed === null) return text('importRecognised', formatName(format));
  const count = parsed.accounts.length;
  return countText(count, ['importFound', 'importFoundOne'], formatName(format), count);
}

function Refused({ error, name }: { readonly error: SourceError; readonly name: string }): VNode {
  return (
    <p class="notice danger whole" role="alert">
      {sourceErrorText(error, name)}
      {error === 'own-backup' ? (
        <>
          {' '}
          <a href="#/backup">{text('importOwnBackupLink')}</a>
        </>
      ) : null}
    </p>
  );
}

function sourceErrorText(error: SourceError, name: string): string {
  switch (error) {
    case 'own-backup':
      return text('importOwnBackup');
    case 'empty':
      return text('fileIsEmpty');
    case 'unreadable-file':
      return text('importUnreadableFile');
    case 'failed':
      return text('importFailed');
    case 'no-picture':
      return text('scanNoPicture', visibleName(name));
    case 'picture-too-large':
      return text('scanPictureTooLarge', visibleName(name));
    case 'no-code':
      return text('scanNothingInPicture', visibleName(name));
    default:
      return transferErrorText(error);
  }
}

/** Nothing is said of what takes no time. */
function Reading({ source }: { readonly source: ImportSource }): VNode | null {
  const isLong = useDelayed(true, 300);
  if (!isLong) return null;
  const { progress } = source;
  return (
    <div class="whole stack">
      {progress === null ? (
        <div class="progress is-moving" role="progressbar" aria-label={text('importReading')} />
      ) : (
        <progress max={1} value={progress} aria-label={text('importDeriving')} />
      )}
      {progress === null ? null : <p class="hint">{text('importDeriving')}</p>}
      <div class="actions">
        <button type="button" class="button small" onClick={() => cancelReading(source.id)}>
          {text('cancel')}
        </button>
      </div>
    </div>
  );
}

function Passphrase(props: { readonly source: ImportSource; readonly passphrase: Signal<string> }): VNode {
  const { source, passphrase } = props;
  function submit(event: Event): void {
    event.preventDefault();
    void tryPassphrase(source, passphrase.value).then(() => {
      const isWrong = sources.value.some(({ id, is }) => id === source.id && is === 'asking');
      if (!isWrong) passphrase.value = '';
    });
  }
  const { error, format } = source;
  return (
    <form class="whole stack" onSubmit={submit}>
      <p>{text('importNeedsPassphrase')}</p>
      <TextField
        label={text('importPassphraseOf', format === null ? '' : formatName(format))}
        type="password"
        value=""
        secret={passphrase}
        onInput={() => undefined}
        error={error === null ? undefined : sourceErrorText(error, source.name ?? '')}
        autoFocus
      />
      <div class="actions">
        <button type="submit" class="button small primary">
          {text('importOpen')}
        </button>
      </div>
    </form>
  );
}
