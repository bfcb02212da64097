import { chosenMethod, chosenTab } from './chosen-method.ts';
import type { FieldDescription } from '../core/detection/field-description.ts';
import type { Piece, Placed, TextStream } from './text-stream.ts';

type Context = Pick<
  FieldDescription,
  'form' | 'formHooks' | 'chosen' | 'before' | 'after' | 'scope' | 'lead' | 'heading'
>;

const FORM = 'form,dialog,[role=dialog],[role=alertdialog],[role=form]';
const MIN_SCOPE = 60;
const MAX_SCOPE = 1500;
const MAX_NEAR = 250;
const MAX_LEAD = 500;
const MAX_CHOSEN = 200;

/** The words around each field of a text stream. Visibility is asked only for the text that is used. */
export class FieldContext {
  readonly #stream: TextStream;
  readonly #forms: Element[] = [];
  readonly #ofForms = new Map<Element | undefined, Pick<Context, 'formHooks' | 'chosen'>>();
  #tab: string | undefined;
  readonly #shown = new Map<Element, boolean>();
  readonly #scopes = new Map<Element, string>();
  /** What is shown of each piece; empty where it is hidden. */
  readonly #lines: (string | undefined)[] = [];
  /** The heading above the last field that was asked for, and where that field stood. */
  #above = { at: 0, heading: '' };

  constructor(stream: TextStream) {
    this.#stream = stream;
  }

  of(index: number): Context {
    const { fields, pieces } = this.#stream;
    const field = fields[index];
    if (!field) throw new RangeError('no such field');
    const form = field.ancestors.find((element) => element.matches(FORM));
    return {
      form: form ? this.#number(form) : -1,
      ...this.#ofForm(form),
      before: this.#backwards(field.at, fields[index - 1]?.at ?? 0, MAX_NEAR),
      after: this.textFrom(field.at, MAX_NEAR, fields[index + 1]?.at ?? pieces.length),
      scope: this.#scope(field, form),
      lead: this.#backwards(field.at, 0, MAX_LEAD),
      heading: this.#heading(field.at),
    };
  }

  /** Of a field that is not shown, no word around it is told. */
  ofHidden(): Context {
    return { form: -1, formHooks: '', chosen: '', before: '', after: '', scope: '', lead: '', heading: '' };
  }

  /** Shown text from piece `start` on, at most `limit` characters. */
  textFrom(start: number, limit: number, end: number = this.#stream.pieces.length): string {
    let text = '';
    for (let at = start; at < end && text.length < limit; at += 1) {
      const line = this.#line(at);
      if (line) text += `${line}\n`;
    }
    return text.slice(0, limit).trim();
  }

  #backwards(from: number, to: number, limit: number): string {
    let text = '';
    for (let at = from - 1; at >= to && text.length < limit; at -= 1) {
      const line = this.#line(at);
      if (line) text = `${line}\n${text}`;
    }
    return text.slice(-limit).trim();
  }

  #heading(from: number): string {
    const { pieces } = this.#stream;
    // Fields are asked for in order: without a heading between two of them, both are under the same one.
    const isSame = from >= this.#above.at && !pieces.slice(this.#above.at, from).some(isHeading);
    if (!isSame || this.#above.at === 0) this.#above = { at: from, heading: this.#headingBefore(from) };
    return this.#above.heading;
  }

  #headingBefore(from: number): string {
    let text = '';
    for (let at = from - 1; at >= 0; at -= 1) {
      const line = this.#stream.pieces[at]?.isHeading === true ? this.#line(at) : '';
      if (line) text = `${line} ${text}`;
      else if (text) break;
    }
    return text.slice(0, MAX_NEAR).trim();
  }

  /** The form, or the first ancestor that says at least a sentence: many code fields stand in no form at all. */
  #scope(field: Placed, form: Element | undefined): string {
    for (const element of field.ancestors) {
      const range = this.#stream.ranges.get(element);
      if (!range || range[1] === range[0]) continue;
      const text = this.#scopes.get(element) ?? this.textFrom(range[0], MAX_SCOPE, range[1]);
      this.#scopes.set(element, text);
      if (element === form || text.length >= MIN_SCOPE) return text;
    }
    return '';
  }

  #ofForm(form: Element | undefined): Pick<Context, 'formHooks' | 'chosen'> {
    const known = this.#ofForms.get(form);
    if (known) return known;
    this.#tab ??= chosenTab(this.#stream.around ?? document);
    const chosen = form ? `${chosenMethod(form)}\n${this.#tab}` : this.#tab;
    const facts = { formHooks: form ? hooksOf(form) : '', chosen: chosen.slice(0, MAX_CHOSEN).trim() };
    this.#ofForms.set(form, facts);
    return facts;
  }

  #number(form: Element): number {
    const known = this.#forms.indexOf(form);
    return known >= 0 ? known : this.#forms.push(form) - 1;
  }

  #line(at: number): string {
    const known = this.#lines[at];
    if (known !== undefined) return known;
    const piece = this.#stream.pieces[at];
    const line = piece && this.#isShown(piece) ? oneLine(piece.text) : '';
    this.#lines[at] = line;
    return line;
  }

  #isShown({ owner }: Piece): boolean {
    let shown = this.#shown.get(owner);
    if (shown === undefined) {
      shown = owner.checkVisibility({ visibilityProperty: true });
      this.#shown.set(owner, shown);
    }
    return shown;
  }
}

function isHeading(piece: Piece): boolean {
  return piece.isHeading;
}

function hooksOf(form: Element): string {
  const action = (form.getAttribute('action') ?? '').split(/[?#]/, 1)[0] ?? '';
  const name = form.getAttribute('name') ?? '';
  const parts = [form.id, name, form.getAttribute('class') ?? '', action.split('/').slice(-2).join(' ')];
  return parts.join(' ').slice(0, 300).trim();
}

function oneLine(text: string): string {
  return text.slice(0, 1000).replace(/\s+/g, ' ');
}
