import type { VNode } from 'preact';
import type { HashAlgorithm, OtpParameters } from '../core/otp/otp-parameters.ts';
import { text } from './text.ts';
import { TextField } from './text-field.tsx';

/** As they were typed; numbers are still text. */
export interface ParameterDraft {
  readonly type: OtpParameters['type'];
  readonly algorithm: HashAlgorithm;
  readonly digits: string;
  readonly period: string;
  readonly counter: string;
}

/** What a site rarely asks for: kind, algorithm, digits, period, counter. */
export function ParameterFields(props: {
  readonly draft: ParameterDraft;
  readonly onChange: (part: Partial<ParameterDraft>) => void;
}): VNode {
  const { draft, onChange } = props;
  return (
    <>
      <Choice
        label={text('kind')}
        value={draft.type}
        options={KINDS}
        onChange={(type) => onChange({ type })}
      />
      {draft.type === 'steam' ? null : (
        <>
          <Choice
            label={text('algorithm')}
            value={draft.algorithm}
            options={ALGORITHMS}
            onChange={(algorithm) => onChange({ algorithm })}
          />
          <TextField
            label={text('digits')}
            type="number"
            value={draft.digits}
            onInput={(digits) => onChange({ digits })}
          />
        </>
      )}
      {draft.type === 'totp' ? (
        <TextField
          label={text('period')}
          type="number"
          value={draft.period}
          onInput={(period) => onChange({ period })}
        />
      ) : null}
      {draft.type === 'hotp' ? (
        <TextField
          label={text('counter')}
          type="number"
          value={draft.counter}
          onInput={(counter) => onChange({ counter })}
        />
      ) : null}
    </>
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
