import type { FieldDescription } from './field-description.ts';
import type { FieldFacts } from './field-facts.ts';

/** The other visible fields of the same form. */
function fieldsBeside({ field, page }: FieldFacts): readonly FieldDescription[] {
  return page.fields.filter((other) => other !== field && other.visible && other.form === field.form);
}

/** A password in one field; boxes of a masked code are not meant. */
export function isPassword({ type, maxLength }: FieldDescription): boolean {
  return type === 'password' && maxLength !== 1;
}

/** The form signs in: it asks for a password that exists. */
export function hasPasswordBeside(facts: FieldFacts): boolean {
  return fieldsBeside(facts).some(isPassword) && !setsPassword(facts);
}

/** The form gives the account a new password. */
export function setsPassword(facts: FieldFacts): boolean {
  const fresh = fieldsBeside(facts).filter(
    (other) => isPassword(other) && !/current/.test(other.autocomplete),
  );
  return fresh.length > 1 || fresh.some(({ autocomplete }) => autocomplete.includes('new-password'));
}

/** A phone or e-mail field beside the code and no password: the pair "number, code" of sign-in by message. */
export function asksForAddress(facts: FieldFacts): boolean {
  const beside = fieldsBeside(facts);
  return beside.some(isAddress) && !beside.some(isPassword);
}

function isAddress({ type, autocomplete, name, id }: FieldDescription): boolean {
  return (
    type === 'email' || /^(?:tel|email)/.test(autocomplete) || /phone|mobile|email/i.test(`${name} ${id}`)
  );
}

/** Another field of the form says in so many words that it takes the one-time code. */
export function hasCodeFieldBeside(facts: FieldFacts): boolean {
  return fieldsBeside(facts).some(
    ({ autocomplete, name, id }) =>
      /\bone-time-code\b/i.test(autocomplete) ||
      /(?:^|[^a-z])(?:t?otp|[2mt]fa)(?:[^a-z]|$)/i.test(`${name} ${id}`),
  );
}

/** A field of the page asks for a card. */
export function isCheckout({ page }: FieldFacts): boolean {
  return page.fields.some(
    ({ autocomplete, name, id }) =>
      /\bcc-(?:number|csc|exp)/.test(autocomplete) || /cvv|cvc|card_?-?num/i.test(`${name} ${id}`),
  );
}
