import type { FieldDescription, PageDescription } from '../core/detection/field-description.ts';
import { describeAttributes, LabelIndex } from './field-attributes.ts';
import { FieldContext } from './field-context.ts';
import { tableFields } from './table-fields.ts';
import { readingTextStream } from './text-stream.ts';

/** A page in words, and the elements the words are about (same index as `description.fields`). */
export interface DescribedPage {
  readonly description: PageDescription;
  readonly elements: readonly HTMLInputElement[];
}

const MAX_TEXT = 4000;
const MAX_PICTURES = 2000;

/** A step of so many fields takes a fraction of a millisecond. */
const FIELDS_A_STEP = 8;

/** Describes one document, open shadow roots (and closed ones, where an extension may see them) included; frames describe themselves. */
export function describePage(document: Document): DescribedPage {
  const steps = describingPage(document);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/** The same in short steps: who is in no hurry lets the page go on between them. */
export function* describingPage(document: Document): Generator<undefined, DescribedPage> {
  const stream = yield* readingTextStream(document);
  const context = new FieldContext(stream);
  const labels = new LabelIndex();
  const fields: FieldDescription[] = [];
  const elements: HTMLInputElement[] = [];
  const tables = tableFields(stream);
  for (const [index, placed] of stream.fields.entries()) {
    if (tables.has(index)) continue;
    elements.push(placed.input);
    const own = describeAttributes(placed, labels);
    // Nothing is ever put into a field that is not shown: what stands around it does not matter.
    fields.push({ ...own, ...(own.visible ? context.of(index) : context.ofHidden()) });
    if (index % FIELDS_A_STEP === FIELDS_A_STEP - 1) yield;
  }
  const description: PageDescription = {
    title: (document.title || (stream.around?.title ?? '')).slice(0, 200),
    text: fields.length > 0 ? context.textFrom(0, MAX_TEXT) : '',
    pictures: stream.pictures.join(' ').slice(0, MAX_PICTURES),
    fields,
  };
  return { description, elements };
}
