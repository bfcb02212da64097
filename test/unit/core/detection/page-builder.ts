import type { FieldDescription, PageDescription } from '../../../../src/core/detection/field-description.ts';

const BARE: FieldDescription = {
  type: 'text',
  name: '',
  id: '',
  hooks: '',
  autocomplete: '',
  inputMode: '',
  pattern: '',
  placeholder: '',
  label: '',
  described: '',
  maxLength: -1,
  size: -1,
  max: '',
  prefilled: false,
  visible: true,
  editable: true,
  width: 180,
  height: 22,
  path: 'div form ',
  form: 0,
  formHooks: '',
  chosen: '',
  sendsTo: '',
  before: '',
  after: '',
  scope: '',
  lead: '',
  heading: '',
};

/** A described field as the content script would report it, with only what the test is about. */
export function field(parts: Partial<FieldDescription>): FieldDescription {
  const above = parts.before ?? '';
  return { ...BARE, lead: above, scope: `${above}\n${parts.after ?? ''}`.trim(), ...parts };
}

/** A page of these fields; its text is what stands around them. */
export function page(title: string, ...fields: readonly FieldDescription[]): PageDescription {
  const text = fields.map(({ before, after }) => `${before}\n${after}`).join('\n');
  return { title, text, pictures: '', fields };
}

/** `count` boxes of one split code. */
export function boxes(count: number, parts: Partial<FieldDescription> = {}): readonly FieldDescription[] {
  const one = { maxLength: 1, width: 40, height: 40, ...parts };
  return Array.from({ length: count }, (_, at) => field(at === 0 ? one : { ...one, before: '' }));
}
