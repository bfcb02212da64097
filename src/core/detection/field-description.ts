/**
 * What the content script reports about a page: plain data, nothing of the page's objects, never a typed value.
 * Texts are raw (as written on the page, white space collapsed); core/detection reads the words out of them.
 */

/** One input that a user can type into. */
export interface FieldDescription {
  /** The type the browser acts on: an invalid `type="code"` is "text". */
  readonly type: string;
  readonly name: string;
  readonly id: string;
  /** Classes, data attributes and framework bindings (ng-model, formcontrolname …), names and values, in one string. */
  readonly hooks: string;
  readonly autocomplete: string;
  readonly inputMode: string;
  readonly pattern: string;
  readonly placeholder: string;
  /** Accessible name: aria-labelledby, aria-label, the label elements, title. */
  readonly label: string;
  /** aria-describedby. */
  readonly described: string;
  /** -1 without the attribute. */
  readonly maxLength: number;
  readonly size: number;
  /** The `max` attribute of a number field. */
  readonly max: string;
  /** The page itself came with a value in it (which value is never told). */
  readonly prefilled: boolean;
  /** Rendered and large enough to click; a field whose own opacity is 0 still counts (widgets lay one over their boxes). */
  readonly visible: boolean;
  /** Neither disabled nor read-only. */
  readonly editable: boolean;
  readonly width: number;
  readonly height: number;
  /** Tag names from the field upwards within its form: siblings of one widget have equal paths. */
  readonly path: string;
  /** Number of the form or dialog the field belongs to; -1 outside any. */
  readonly form: number;
  /** id, name, classes and last action segment of that form. */
  readonly formHooks: string;
  /** What the form keeps of a choice made before (hidden fields and radio buttons named for it), and the tabs in front. */
  readonly chosen: string;
  /** Where that form is sent: the origin, where it is another than the page's own, and empty otherwise. */
  readonly sendsTo: string;
  /** Text between the field before this one and this one. */
  readonly before: string;
  /** Text between this field and the next one, buttons and links included. */
  readonly after: string;
  /** Text of the smallest container (form, dialog, or ancestor with something to say) around the field. */
  readonly scope: string;
  /** Text just above: what a reader has read on arriving at the field, in or out of its container. */
  readonly lead: string;
  /** Nearest heading or legend above. */
  readonly heading: string;
}

/** One document: a frame describes itself, with the words of the page around it where it says next to nothing. */
export interface PageDescription {
  readonly title: string;
  /** The beginning of the page's visible text. */
  readonly text: string;
  /** Alternative texts and names of the pictures (QR codes, captchas). */
  readonly pictures: string;
  readonly fields: readonly FieldDescription[];
}
