import type { VNode } from 'preact';
import { text } from '../ui/text.ts';
import { TextField } from '../ui/text-field.tsx';
import type { ManualEntry } from './manual-entry.ts';

export interface PartProps {
  readonly entry: ManualEntry;
  readonly onChange: (part: Partial<ManualEntry>) => void;
}

/** What a site rarely asks for: kind, algorithm, digits, period, counter. */
export function ManualParameters({ entry, onChange }: PartProps): VNode {
  return (
    <details>
      <summary>{text('advanced')}</summary>
      <div class="stack">
        <Choice
          label={text('kind')}
          value={entry.type}
          options={KINDS}
          onChange={(type) => onChange({ type })}
        />
        {entry.type === 'steam' ? null : (
          <>
            <Choice
              label={text('algorithm')}
              value={entry.algorithm}
              options={ALGORITHMS}
              onChange={(algorithm) => onChange({ algorithm })}
            />
            <TextField
              label={text('digits')}
              type="number"
              value={entry.digits}
              onInput={(digits) => onChange({ digits })}
            />
          </>
        )}
        {entry.type === 'totp' ? (
          <TextField
            label={text('period')}
            type="number"
            value={entry.period}
            onInput={(period) => onChange({ period })}
          />
        ) : null}
        {entry.type === 'hotp' ? (
          <TextField
            label={text('counter')}
            type="number"
            value={entry.counter}
            onInput={(counter) => onChange({ counter })}
          />
        ) : null}
      </div>
    </details>
  );
}

const KINDS = [
  ['totp', text('kindTotp')],
  ['hotp', text('kindHotp')],
  ['steam', text('kindSteam')],
] as const;

const ALGORITHMS = [
  ['SHA1', 'SHA-1'],
  ['SHA256', 'SHA-256'],
  ['SHA512', 'SHA-512'],
] as const;

function Choice<Value extends string>(props: {
  readonly label: string;
  readonly value: Value;
  readonly options: readonly (readonly [Value, string])[];
  readonly onChange: (value: Value) => void;
}): VNode {
  return (
    <label class="field">
      <span class="label">{props.label}</span>
      <select
        value={props.value}
        onChange={(event) => {
          const chosen = props.options.find(([value]) => value === event.currentTarget.value);
          if (chosen !== undefined) props.onChange(chosen[0]);
        }}
      >
        {props.options.map(([value, label]) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
    </label>
  );
}
