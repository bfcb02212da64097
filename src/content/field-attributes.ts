import type { FieldDescription } from '../core/detection/field-description.ts';
import { OWN_ORIGIN } from './own-origin.ts';
import type { Placed } from './text-stream.ts';

type Attributes = Omit<
  FieldDescription,
  'form' | 'formHooks' | 'chosen' | 'before' | 'after' | 'scope' | 'lead' | 'heading'
>;

/** Attributes that are read elsewhere or say nothing. */
const KNOWN =
  /^(?:type|name|id|value|style|auto.*|spellcheck|aria-.*|inputmode|pattern|placeholder|m(?:ax|in).*|size|step|required|disabled|readonly|tabindex|title)$/i;
const MAX_NAME = 200;

/** Everything a field says about itself. */
export function describeAttributes({ input, ancestors }: Placed, labels: LabelIndex): Attributes {
  const box = input.getBoundingClientRect();
  return {
    type: input.type,
    name: input.name.slice(0, MAX_NAME),
    id: input.id.slice(0, MAX_NAME),
    hooks: hooksOf(input),
    autocomplete: input.getAttribute('autocomplete') ?? '',
    inputMode: input.inputMode,
    pattern: input.pattern.slice(0, MAX_NAME),
    placeholder: input.placeholder.slice(0, MAX_NAME),
    label: labelOf(input, labels),
    described: referenced(input, 'aria-describedby'),
    maxLength: input.maxLength,
    size: Number(input.getAttribute('size') ?? -1),
    max: input.max,
    prefilled: input.defaultValue !== '',
    visible: isShown(input, box),
    editable: !input.matches(':disabled') && !input.readOnly,
    width: Math.round(box.width),
    height: Math.round(box.height),
    path: pathOf(ancestors),
    sendsTo: input.form ? foreignTarget(input.form) : '',
  };
}

/** Templates of Vue, Angular, Ember and others leave the only name a field has in an attribute of their own. */
function hooksOf(input: HTMLInputElement): string {
  let hooks = '';
  for (const { name, value } of input.attributes) {
    if (KNOWN.test(name) || hooks.length > 2 * MAX_NAME) continue;
    hooks += name === 'class' ? `${value} ` : `${name} ${value} `;
  }
  return hooks.slice(0, 2 * MAX_NAME).trim();
}

function labelOf(input: HTMLInputElement, labels: LabelIndex): string {
  const texts = labels.of(input).map((label) => label.textContent ?? '');
  const parts = [
    referenced(input, 'aria-labelledby'),
    input.getAttribute('aria-label') ?? '',
    ...texts,
    input.title,
  ];
  return collapse(parts.filter(Boolean).join(' '));
}

/** `input.labels` searches the whole document for each field; this searches it once. */
export class LabelIndex {
  readonly #byRoot = new Map<Node, Map<string, HTMLLabelElement[]>>();

  of(input: HTMLInputElement): readonly HTMLLabelElement[] {
    const around = input.closest('label');
    const named = input.id ? (this.#index(input.getRootNode() as ParentNode & Node).get(input.id) ?? []) : [];
    return around && !around.htmlFor ? [around, ...named] : named;
  }

  #index(root: ParentNode & Node): Map<string, HTMLLabelElement[]> {
    const known = this.#byRoot.get(root);
    if (known) return known;
    const index = new Map<string, HTMLLabelElement[]>();
    for (const label of root.querySelectorAll<HTMLLabelElement>('label[for]')) {
      const same = index.get(label.htmlFor);
      if (same) same.push(label);
      else index.set(label.htmlFor, [label]);
    }
    this.#byRoot.set(root, index);
    return index;
  }
}

function referenced(input: HTMLInputElement, attribute: string): string {
  const ids = input.getAttribute(attribute);
  if (!ids) return '';
  const root = input.getRootNode() as Document | ShadowRoot;
  const texts = ids.split(/\s+/, 8).map((id) => (id ? (root.getElementById(id)?.textContent ?? '') : ''));
  return collapse(texts.join(' '));
}

function collapse(text: string): string {
  return text.slice(0, 1000).replace(/\s+/g, ' ').trim().slice(0, 300);
}

/** Own opacity does not count: several widgets lay one transparent input over the boxes they draw. */
function isShown(input: HTMLInputElement, box: DOMRect): boolean {
  const isThere = (box.width > 3 && box.height > 3) || isBehindDrawing(input, box);
  return isThere && !isOnlyDrawn(input) && input.checkVisibility({ visibilityProperty: true });
}

/** Vuetify's widget draws six inputs that nobody can reach by Tab or by name; one of 1 pixel beside them takes the code. */
function isOnlyDrawn(input: HTMLInputElement): boolean {
  return input.tabIndex < 0 && input.getAttribute('aria-hidden') === 'true';
}

function isBehindDrawing(input: HTMLInputElement, box: DOMRect): boolean {
  return (
    box.width > 0 && box.height > 0 && input.tabIndex >= 0 && /\bone-time-code\b/.test(input.autocomplete)
  );
}

/**
 * By the prototype's method: fields named `action` or `getAttribute` stand before those of the form, in this world too.
 */
function foreignTarget(form: HTMLFormElement): string {
  const action = Element.prototype.getAttribute.call(form, 'action');
  if (!action || !URL.canParse(action, document.baseURI)) return '';
  const { origin, protocol } = new URL(action, document.baseURI);
  return origin === OWN_ORIGIN || protocol === 'javascript:' ? '' : origin;
}

function pathOf(ancestors: readonly Element[]): string {
  let path = '';
  for (const element of ancestors.slice(0, 5)) {
    if (element.localName === 'form') break;
    path += `${element.localName} `;
  }
  return path;
}
