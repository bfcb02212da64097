import * as v from 'valibot';

// What each form may send. The messages stand beside the field they are about.

const emailField = v.pipe(
  v.string('Enter your email.'),
  v.trim(),
  v.nonEmpty('Enter your email.'),
  v.maxLength(254, 'This is longer than an email address can be.'),
  v.email('Enter an email address like ada@example.com.'),
);

export const SIGN_IN = v.object({
  email: emailField,
  password: v.pipe(
    v.string('Enter your password.'),
    v.nonEmpty('Enter your password.'),
    v.maxLength(256, 'Passwords here have at most 256 characters.'),
  ),
});

export const SIGN_UP = v.object({
  name: v.pipe(
    v.string('Enter your name.'),
    // Control characters have no place in a name, a mail or a terminal.
    v.transform((text) => text.replaceAll(/\p{Cc}/gu, ' ').trim()),
    v.nonEmpty('Enter your name.'),
    v.maxLength(80, 'Use at most 80 characters.'),
  ),
  email: emailField,
  password: v.pipe(
    v.string('Choose a password.'),
    v.minLength(8, 'Use at least 8 characters.'),
    v.maxLength(256, 'Use at most 256 characters.'),
  ),
});

/** The name of an authenticator. */
export const FACTOR_NAME = v.pipe(
  v.string('Give it a name.'),
  v.transform((text) => text.replaceAll(/\p{Cc}/gu, ' ').trim()),
  v.nonEmpty('Give it a name.'),
  v.maxLength(40, 'Use at most 40 characters.'),
);

/** The typed fields of a form, or a message for each field that is wrong. */
export function readFields<Schema extends v.ObjectSchema<v.ObjectEntries, undefined>>(
  schema: Schema,
  form: URLSearchParams,
):
  | { readonly ok: true; readonly value: v.InferOutput<Schema> }
  | { readonly ok: false; readonly errors: Readonly<Record<string, string>> } {
  const parsed = v.safeParse(schema, Object.fromEntries(form));
  if (parsed.success) return { ok: true, value: parsed.output };
  const nested: Readonly<Record<string, readonly string[] | undefined>> =
    v.flatten(parsed.issues).nested ?? {};
  const errors = Object.entries(nested).map(([name, messages]) => [name, messages?.[0] ?? ''] as const);
  return { ok: false, errors: Object.fromEntries(errors) };
}

/** A code as typed: one field or six boxes, with the blanks people put between groups. Undefined where it is none. */
export function readCode(form: URLSearchParams): string | undefined {
  const typed = form.get('code') ?? form.getAll('digit').join('');
  const code = typed.replaceAll(/[\s-]/g, '');
  return /^\d{6}$/.test(code) ? code : undefined;
}

/** What a refused visitor is told, with how long. */
export function tooMany(waitMs: number): string {
  return `Too many attempts. Wait ${describeWait(waitMs)}, then try again.`;
}

/** "30 seconds", "2 minutes": how long a refused visitor has to wait. */
export function describeWait(waitMs: number): string {
  const seconds = Math.max(1, Math.ceil(waitMs / 1000));
  if (seconds < 90) return seconds === 1 ? '1 second' : `${seconds} seconds`;
  return `${Math.ceil(seconds / 60)} minutes`;
}
