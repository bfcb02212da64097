import { PinInput as ArkPinInput } from '@ark-ui/react/pin-input';
import { MantineProvider, PinInput } from '@mantine/core';
import '@mantine/core/styles.css';
import * as Radix from '@radix-ui/react-one-time-password-field';
import { Input } from 'antd';
import { OTPInput, REGEXP_ONLY_DIGITS } from 'input-otp';
import { createElement, type FunctionComponent, type ReactNode, useState } from 'react';
import { createRoot } from 'react-dom/client';
import OtpInput, { type OTPInputProps } from 'react-otp-input';
import { heard } from './widget.ts';

interface Controls {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly onComplete: (value: string) => void;
}

const POSITIONS = [0, 1, 2, 3, 4, 5];

const WIDGETS: { readonly [name: string]: (controls: Controls) => ReactNode } = {
  'react-otp-input': (controls) => reactOtpInput(controls, 'text'),
  'react-otp-input-number': (controls) => reactOtpInput(controls, 'number'),
  'react-otp-input-password': (controls) => reactOtpInput(controls, 'password'),
  'input-otp': ({ value, onChange, onComplete }) =>
    createElement(OTPInput, {
      maxLength: 6,
      pattern: REGEXP_ONLY_DIGITS,
      value,
      onChange,
      onComplete,
      render: ({ slots }) =>
        slots.map(({ char }, at) =>
          createElement('span', { key: POSITIONS[at], className: 'slot' }, char ?? '_'),
        ),
    }),
  'mantine-pin-input': ({ value, onChange, onComplete }) =>
    mantine({ value, onChange, onComplete, type: 'number' }),
  'mantine-pin-input-masked': ({ value, onChange, onComplete }) =>
    mantine({ value, onChange, onComplete, type: /^\d$/, mask: true, oneTimeCode: false }),
  'antd-input-otp': ({ value, onChange, onComplete }) =>
    createElement(Input.OTP, {
      length: 6,
      value,
      onInput: (cells: string[]) => onChange(cells.join('')),
      // It calls this only once every box is filled.
      onChange: onComplete,
    }),
  'ark-pin-input': ({ value, onChange, onComplete }) =>
    createElement(
      ArkPinInput.Root,
      {
        otp: true,
        value: POSITIONS.map((at) => value[at] ?? ''),
        onValueChange: ({ valueAsString }) => onChange(valueAsString),
        onValueComplete: ({ valueAsString }) => onComplete(valueAsString),
      },
      createElement(ArkPinInput.Label, null, 'Code'),
      createElement(
        ArkPinInput.Control,
        null,
        POSITIONS.map((index) => createElement(ArkPinInput.Input, { key: index, index })),
      ),
      createElement(ArkPinInput.HiddenInput),
    ),
  'radix-one-time-password-field': ({ value, onChange, onComplete }) =>
    createElement(
      Radix.Root,
      { value, onValueChange: onChange, autoSubmit: true, onAutoSubmit: onComplete },
      POSITIONS.map((index) => createElement(Radix.Input, { key: index })),
      createElement(Radix.HiddenInput, { name: 'code' }),
    ),
};

function reactOtpInput({ value, onChange, onComplete }: Controls, inputType: 'text' | 'number' | 'password') {
  // Its types say what it returns by the global JSX, which Vue's types have taken here.
  return createElement(OtpInput as unknown as FunctionComponent<OTPInputProps>, {
    value,
    // It has no event of its own for a complete code: pages compare the length.
    onChange: (next: string) => {
      onChange(next);
      if (next.length === 6) onComplete(next);
    },
    numInputs: 6,
    inputType,
    shouldAutoFocus: true,
    renderInput: (properties) => createElement('input', properties),
  });
}

function mantine(properties: Parameters<typeof PinInput>[0]): ReactNode {
  return createElement(
    MantineProvider,
    null,
    createElement(PinInput, { length: 6, oneTimeCode: true, ...properties }),
  );
}

function Shown({ name }: { readonly name: string }): ReactNode {
  const [value, setValue] = useState('');
  heard.value = value;
  const draw = WIDGETS[name];
  return draw?.({ value, onChange: setValue, onComplete: (code) => void heard.completed.push(code) });
}

export function show(name: string, into: HTMLElement): void {
  createRoot(into).render(createElement(Shown, { name }));
}
