import type { FieldDescription, PageDescription } from './field-description.ts';
import { CONTEXT_LEXICON, type ContextConcept } from './context-lexicon.ts';
import { LEXICON, type Concept } from './lexicon.ts';
import { ROLE_LEXICON, type RoleConcept } from './role-lexicon.ts';
import { compileTerms, foldIdentifier, foldText } from './words.ts';

export type AnyConcept = Concept | RoleConcept | ContextConcept;

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
  | 'scope'
  | 'title'
  | 'page'
  | 'pictures';

/** Characters that may stand between the two words of a phrase: "code de vérification", "code for your sign in". */
const PHRASE_GAP = 16;
const NEAR_LINES = 2;
const MAX_NEAR = 160;
const MAX_AFTER = 200;

const terms: Readonly<Record<AnyConcept, Readonly<Record<string, string>>>> = {
  ...LEXICON,
  ...ROLE_LEXICON,
  ...CONTEXT_LEXICON,
};
const compiled = new Map<AnyConcept, RegExp>();

function expressionOf(concept: AnyConcept): RegExp {
  const known = compiled.get(concept);
  if (known) return known;
  const expression = compileTerms(terms[concept]);
  compiled.set(concept, expression);
  return expression;
}

const READ: Readonly<Record<View, (field: FieldDescription, page: PageDescription) => string>> = {
  name: ({ name, id }) => `${name} ${id}`,
  hooks: ({ hooks }) => hooks,
  label: ({ label, placeholder, described }) => `${label}\n${placeholder}\n${described}`,
  near: ({ before }) => before.split('\n').slice(-NEAR_LINES).join('\n').slice(-MAX_NEAR),
  after: ({ after }) => after.slice(0, MAX_AFTER),
  heading: ({ heading }) => heading,
  lead: ({ lead }) => lead,
  form: ({ formHooks }) => formHooks,
  scope: ({ scope }) => scope,
  title: (_field, { title }) => title,
  page: (_field, { text }) => text,
  pictures: (_field, { pictures }) => pictures,
};

/** The page-wide views, folded once for all fields. */
export class PageFacts {
  readonly page: PageDescription;
  readonly #folded = new Map<string, string>();
  readonly #answers = new Map<string, boolean>();

  constructor(page: PageDescription) {
    this.page = page;
  }

  fold(text: string, isIdentifier = false): string {
    const key = isIdentifier ? `\0${text}` : text;
    let folded = this.#folded.get(key);
    if (folded === undefined) {
      folded = isIdentifier ? foldIdentifier(text) : foldText(text);
      this.#folded.set(key, folded);
    }
    return folded;
  }

  /** Fields of one form share their scope and often their heading: each text is searched once for each concept. */
  finds(folded: string, concept: AnyConcept): boolean {
    if (folded === '') return false;
    const key = `${concept} ${folded}`;
    let answer = this.#answers.get(key);
    if (answer === undefined) {
      answer = folded.search(expressionOf(concept)) >= 0;
      this.#answers.set(key, answer);
    }
    return answer;
  }
}

/** What is written where around one field. */
export class FieldFacts {
  readonly field: FieldDescription;
  readonly #shared: PageFacts;

  constructor(field: FieldDescription, shared: PageFacts) {
    this.field = field;
    this.#shared = shared;
  }

  get page(): PageDescription {
    return this.#shared.page;
  }

  /** True when a term of the concept stands in one of the views. */
  says(concept: AnyConcept, ...views: readonly View[]): boolean {
    return views.some((view) => this.#shared.finds(this.text(view), concept));
  }

  /** True when terms of both concepts stand close together in one of the views, in any order. */
  phrase(one: AnyConcept, other: AnyConcept, ...views: readonly View[]): boolean {
    return views.some(
      (view) => this.says(one, view) && this.says(other, view) && standClose(this.text(view), one, other),
    );
  }

  /** The folded text of a view. */
  text(view: View): string {
    const isIdentifier = view === 'name' || view === 'hooks' || view === 'form' || view === 'pictures';
    return this.#shared.fold(READ[view](this.field, this.page), isIdentifier);
  }
}

function standClose(text: string, one: AnyConcept, other: AnyConcept): boolean {
  const others = [...text.matchAll(expressionOf(other))];
  return [...text.matchAll(expressionOf(one))].some((a) =>
    others.some((b) => {
      const [first, second] = a.index <= b.index ? [a, b] : [b, a];
      return second.index - (first.index + first[0].length) <= PHRASE_GAP;
    }),
  );
}
