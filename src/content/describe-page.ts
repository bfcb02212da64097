import type { FieldDescription, PageDescription } from '../core/detection/field-description.ts';
import { describeAttributes, LabelIndex } from './field-attributes.ts';
import { FieldContext } from './field-context.ts';
import { readTextStream } from './text-stream.ts';

/** A page in words, and the elements the words are about (same index as `description.fields`). */
export interface DescribedPage {
  readonly description: PageDescription;
  readonly elements: readonly HTMLInputElement[];
}

const MAX_TEXT = 4000;
const MAX_PICTURES = 2000;

/** Describes one document, open shadow roots (and closed ones, where an extension may see them) included; frames describe themselves. */
export function describePage(document: Document): DescribedPage {
  const stream = readTextStream(document);
  const context = new FieldContext(stream);
  const labels = new LabelIndex();
  const fields = stream.fields.map((placed, index): FieldDescription => {
    const own = describeAttributes(placed, labels);
    // Nothing is ever put into a field that is not shown: what stands around it does not matter.
    return { ...own, ...(own.visible ? context.of(index) : context.ofHidden()) };
  });
  const description: PageDescription = {
    title: document.title.slice(0, 200),
    text: fields.length > 0 ? context.textFrom(0, MAX_TEXT) : '',
    pictures: stream.pictures.join(' ').slice(0, MAX_PICTURES),
    fields,
  };
  return { description, elements: stream.fields.map((placed) => placed.input) };
}
