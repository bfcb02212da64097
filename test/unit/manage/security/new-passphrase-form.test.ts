// What is wrong with a new passphrase is said until it is changed.
import type { ComponentChildren, VNode } from 'preact';
import { beforeEach, expect, test, vi } from 'vitest';
import { NewPassphraseForm } from '../../../../src/manage/security/new-passphrase-form.tsx';

vi.mock('../../../../src/platform/browser.ts', () => ({ browser: {} }));
const policy = vi.hoisted(() => ({ read: Promise.withResolvers<{ leastStrength: number }>() }));
vi.mock('../../../../src/manage/security/policy.ts', () => ({ loadPolicy: () => policy.read.promise }));
vi.mock('../../../../src/platform/i18n.ts', () => ({ localised: (key: string) => key }));

/** The states of one component, in the order in which it asks for them. */
const hooks = vi.hoisted(() => ({ states: [] as unknown[], next: 0 }));
vi.mock('preact/hooks', async (original) => ({
  ...(await original<object>()),
  useState: (first: unknown) => {
    const at = hooks.next;
    hooks.next += 1;
    if (!(at in hooks.states)) hooks.states[at] = first;
    const set = (value: unknown) => {
      hooks.states[at] = value;
    };
    return [hooks.states[at], set];
  },
}));

const secrets = vi.hoisted(() => ({ made: [] as { value: string }[], next: 0 }));
vi.mock('../../../../src/ui/unlock/use-secret.ts', () => ({
  useSecret: () => {
    const secret = (secrets.made[secrets.next] ??= { value: '' });
    secrets.next += 1;
    return secret;
  },
}));

interface Field {
  readonly label: string;
  readonly value: string;
  readonly secret: { value: string };
  readonly error: string | undefined;
  readonly onInput: (typed: string) => void;
}

const onSubmit = vi.fn<(passphrase: string) => Promise<undefined>>();

function draw(): { readonly submit: () => void; readonly fields: readonly Field[] } {
  hooks.next = 0;
  secrets.next = 0;
  const form = NewPassphraseForm({ label: 'make', busyLabel: 'making', onSubmit }) as VNode<{
    onSubmit: (event: { preventDefault: () => void }) => void;
    children: ComponentChildren;
  }>;
  const children = [form.props.children].flat() as readonly (VNode<Field> | null | undefined)[];
  return {
    submit: () => form.props.onSubmit({ preventDefault: () => undefined }),
    fields: children.flatMap((child) => (child?.props.onInput === undefined ? [] : [child.props])),
  };
}

beforeEach(() => {
  hooks.states.length = 0;
  secrets.made.length = 0;
  onSubmit.mockReset();
});

function type(at: number, typed: string): void {
  const field = draw().fields[at];
  if (field === undefined) throw new Error('there is no such field');
  field.secret.value = typed;
  field.onInput(typed);
}

const errors = () => draw().fields.map(({ error }) => error);

test('one that is too short is called so until it is changed', () => {
  type(0, 'short');
  draw().submit();
  expect(errors()).toEqual(['passphraseTooShort', undefined]);
  type(0, 'short no longer');
  expect(errors()).toEqual([undefined, undefined]);
  // The tree of elements never has it.
  expect(draw().fields.map(({ value, secret }) => [value, secret.value])).toEqual([
    ['', 'short no longer'],
    ['', ''],
  ]);
});

test('a repetition that differs is called so until either is changed', () => {
  for (const changed of [0, 1]) {
    type(0, 'four unrelated words');
    type(1, 'four other words');
    draw().submit();
    expect(errors()).toEqual([undefined, 'passphraseDiffers']);
    type(changed, 'four other words');
    expect(errors()).toEqual([undefined, undefined]);
  }
});

test('what was there twice when the button was pressed is taken, though the field changes while the policy is read', async () => {
  type(0, 'four unrelated words');
  type(1, 'four unrelated words');
  draw().submit();
  type(0, 'four unrelated words and');
  policy.read.resolve({ leastStrength: 0 });
  await vi.waitFor(() => expect(onSubmit).toHaveBeenCalledOnce());
  expect(onSubmit).toHaveBeenCalledWith('four unrelated words');
});
