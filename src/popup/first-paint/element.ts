const SVG = 'http://www.w3.org/2000/svg';
const SVG_TAGS: readonly string[] = ['svg', 'path', 'circle', 'rect', 'text'];

export interface Attributes {
  readonly [name: string]: string | number;
}

/** An element with its attributes and children. Styles are not set here: the policy refuses style attributes. */
export function element(
  tag: string,
  attributes: Attributes = {},
  children: readonly (Element | string)[] = [],
): Element {
  const created = SVG_TAGS.includes(tag) ? document.createElementNS(SVG, tag) : document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) created.setAttribute(name, String(value));
  created.append(...children);
  return created;
}
