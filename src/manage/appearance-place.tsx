import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import {
  type Appearance,
  MAX_VAULT_NAME,
  readAppearance,
  THEMES,
  type Theme,
  writeAppearance,
} from '../platform/storage/appearance.ts';
import { dropLooks } from '../platform/storage/looks-copy.ts';
import { wear } from '../ui/brand/follow-appearance.ts';
import { type TextKey, text } from '../ui/text.ts';
import { TextField } from '../ui/text-field.tsx';
import { toast } from './state.ts';
import { vaultName } from './vault-name.ts';

/** What each choice does is seen at once: the page itself changes. */
export function AppearancePlace(): VNode {
  const [appearance, setAppearance] = useState<Appearance>(readAppearance);

  function choose(part: Partial<Appearance>): void {
    // First of all: this page may be closed before there is a new one.
    dropLooks().catch(() => undefined);
    const isStored = writeAppearance(part);
    if (!isStored) toast.value = { text: text('appearanceNotStored') };
    const chosen = isStored ? readAppearance() : { ...appearance, ...part };
    setAppearance(chosen);
    vaultName.value = chosen.vaultName;
    wear(document.documentElement, chosen);
  }

  return (
    <>
      <h1>{text('navAppearance')}</h1>
      <ThemeChoice theme={appearance.theme} onChoose={(theme) => choose({ theme })} />
      <section class="stack narrow">
        <h2>{text('codes')}</h2>
        <Tick
          label={text('hideCodes')}
          hint={text('hideCodesHint')}
          isOn={appearance.hidesCodes}
          onChange={(hidesCodes) => choose({ hidesCodes })}
        />
      </section>
      <section class="stack narrow">
        <h2>{text('textSize')}</h2>
        <Tick
          label={text('largeText')}
          hint={text('largeTextHint')}
          isOn={appearance.hasLargeText}
          onChange={(hasLargeText) => choose({ hasLargeText })}
        />
      </section>
      <Language />
      <section class="stack narrow">
        <h2>{text('vaultName')}</h2>
        <TextField
          label={text('vaultNameLabel')}
          hint={text('vaultNameHint')}
          value={appearance.vaultName}
          maxLength={MAX_VAULT_NAME}
          onInput={(name) => choose({ vaultName: name })}
        />
      </section>
    </>
  );
}

const THEME_TEXT: { readonly [Known in Theme]: TextKey } = {
  system: 'themeSystem',
  light: 'themeLight',
  dark: 'themeDark',
};

function ThemeChoice(props: { readonly theme: Theme; readonly onChoose: (theme: Theme) => void }): VNode {
  return (
    <fieldset class="choices narrow">
      <legend>
        <h2>{text('theme')}</h2>
      </legend>
      {THEMES.map((known) => (
        <label class="choice" key={known}>
          <input
            type="radio"
            name="theme"
            checked={props.theme === known}
            onChange={() => props.onChoose(known)}
          />
          {text(THEME_TEXT[known])}
        </label>
      ))}
    </fieldset>
  );
}

function Tick(props: {
  readonly label: string;
  readonly hint: string;
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
}): VNode {
  return (
    <div class="choices">
      <label class="choice">
        <input
          type="checkbox"
          checked={props.isOn}
          onChange={(event) => props.onChange(event.currentTarget.checked)}
        />
        {props.label}
      </label>
      <p class="hint">{props.hint}</p>
    </div>
  );
}

/** The browser chooses among the languages that an extension brings, and lets nobody else. */
function Language(): VNode {
  const tag = text('textLanguage');
  const name = new Intl.DisplayNames([tag], { type: 'language' }).of(tag) ?? tag;
  return (
    <section class="stack narrow">
      <h2>{text('language')}</h2>
      <p>{text('languageText', name)}</p>
    </section>
  );
}
