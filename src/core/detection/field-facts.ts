import type { FieldDescription, PageDescription } from './field-description.ts';
import { bitOf, type Concept, type Reading, readWords } from './word-index.ts';
import { foldIdentifier, foldText } from './words.ts';

/** Where a word can stand, from the field itself outwards. */
export type View =
  | 'name'
  | 'hooks'
  | 'label'
  | 'near'
  | 'after'
  | 'heading'
  | 'lead'
  | 'form'
  | 'chosen'
  | 'scope'
  | 'title'
  | 'page'
  | 'pictures';

/** Characters that may stand between the two words of a phrase: "code de vérification", "code for your sign in". */
const PHRASE_GAP = 16;
/** "app de autenticación", "приложении для аутентификации": nothing but a preposition between. */
const NAME_GAP = 5;
const NEAR_LINES = 2;
const MAX_NEAR = 160;
const MAX_AFTER = 200;

const READ: Readonly<Record<View, (field: FieldDescription, page: PageDescription) => string>> = {
  name: ({ name, id }) => `${name} ${id}`,
  hooks: ({ hooks }) => hooks,
  label: ({ label, placeholder, described }) => `${label}\n${placeholder}\n${described}`,
  near: ({ before }) => before.split('\n').filter(hasLetters).slice(-NEAR_LINES).join('\n').slice(-MAX_NEAR),
  after: ({ after }) => after.slice(0, MAX_AFTER),
  heading: ({ heading }) => heading,
  lead: ({ lead }) => lead,
  form: ({ formHooks }) => formHooks,
  chosen: ({ chosen }) => chosen,
  scope: ({ scope }) => scope,
  title: (_field, { title }) => title,
  page: (_field, { text }) => text,
  pictures: (_field, { pictures }) => pictures,
};

/** A folded text and what it says. */
interface Text {
  readonly folded: string;
  readonly reading: Reading;
}

/** The texts of a page: fields of one form share their scope and often their heading, and each is read once. */
export class PageFacts {
  readonly page: PageDescription;
  readonly #texts = new Map<string, Text>();

  constructor(page: PageDescription) {
    this.page = page;
  }

  read(raw: string, isIdentifier: boolean): Text {
    const key = isIdentifier ? `\0${raw}` : raw;
    const known = this.#texts.get(key);
    if (known) return known;
    const folded = isIdentifier ? foldIdentifier(raw) : foldText(raw);
    const text = { folded, reading: readWords(folded) };
    this.#texts.set(key, text);
    return text;
  }
}

/** What is written where around one field. */
export class FieldFacts {
  readonly field: FieldDescription;
  /** Characters the field takes, or boxes of a split code; -1 when the page does not say. */
  readonly length: number;
  readonly #shared: PageFacts;
  readonly #texts = new Map<View, Text>();

  constructor(field: FieldDescription, shared: PageFacts, boxes = 1) {
    this.field = field;
    this.length = boxes > 1 ? boxes : field.maxLength;
    this.#shared = shared;
  }

  get page(): PageDescription {
    return this.#shared.page;
  }

  /** True when a term of the concept stands in one of the views. */
  says(concept: Concept, ...views: readonly View[]): boolean {
    return views.some((view) => (this.#text(view).reading.concepts & bitOf(concept)) !== 0);
  }

  /** True when terms of both concepts stand close together in one of the views, in any order. */
  phrase(one: Concept, other: Concept, ...views: readonly View[]): boolean {
    return views.some((view) => standWithin(PHRASE_GAP, this.#text(view).reading, bitOf(one), bitOf(other)));
  }

  /** The same within one line: "Joan's phone" in the list above is not what the code below is called by. */
  phraseInLine(one: Concept, other: Concept, view: View): boolean {
    return (
      this.phrase(one, other, view) &&
      this.lines(view).some((line) => standWithin(PHRASE_GAP, line, bitOf(one), bitOf(other)))
    );
  }

  /** True when a term of the concept stands in the view outside every term of the other ("password", not "one-time password"). */
  saysApart(concept: Concept, other: Concept, view: View): boolean {
    const { hits } = this.#text(view).reading;
    const covering = hits.filter((hit) => (hit.concepts & bitOf(other)) !== 0);
    return hits.some(
      (hit) =>
        (hit.concepts & bitOf(concept)) !== 0 &&
        !covering.some((cover) => cover.start <= hit.start && hit.end <= cover.end),
    );
  }

  /** True when the first term of the concept comes before the first of the other. */
  saysFirst(concept: Concept, other: Concept, view: View): boolean {
    const { hits } = this.#text(view).reading;
    const at = (wanted: Concept) =>
      hits.find((hit) => (hit.concepts & bitOf(wanted)) !== 0)?.start ?? Number.POSITIVE_INFINITY;
    return at(concept) < at(other);
  }

  /** The user's own generator is named: "authenticator", or an app that authenticates ("application d'authentification"). */
  namesAuthenticator(...views: readonly View[]): boolean {
    return (
      this.says('authenticator', ...views) ||
      views.some((view) => standWithin(NAME_GAP, this.#text(view).reading, bitOf('app'), bitOf('proof')))
    );
  }

  /** What each line of a view says. */
  lines(view: View): readonly Reading[] {
    return this.folded(view)
      .split('|')
      .map((line) => readWords(line));
  }

  /** The folded text of a view. */
  folded(view: View): string {
    return this.#text(view).folded;
  }

  #text(view: View): Text {
    const known = this.#texts.get(view);
    if (known) return known;
    const isIdentifier =
      view === 'name' || view === 'hooks' || view === 'form' || view === 'chosen' || view === 'pictures';
    const text = this.#shared.read(READ[view](this.field, this.page), isIdentifier);
    this.#texts.set(view, text);
    return text;
  }
}

/** Drawn boxes ("_", "·") and stars of required fields are no lines to read. */
function hasLetters(line: string): boolean {
  return /\p{L}/u.test(line);
}

function standWithin(gap: number, { concepts, hits }: Reading, one: number, other: number): boolean {
  if ((concepts & one) === 0 || (concepts & other) === 0) return false;
  const others = hits.filter((hit) => (hit.concepts & other) !== 0);
  return hits.some(
    (a) =>
      (a.concepts & one) !== 0 &&
      others.some((b) => Math.max(a.start, b.start) - Math.min(a.end, b.end) <= gap),
  );
}
