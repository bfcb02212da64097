import { SaxesParser } from 'saxes';
import { err, ok, type Result } from '../../result.ts';
import { MAX_DEPTH, MAX_VALUES } from '../limits.ts';

export interface XmlElement {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  /** Of this element alone, without its children's. */
  readonly text: string;
  readonly children: readonly XmlElement[];
}

type Open = { -readonly [Key in keyof XmlElement]: XmlElement[Key] } & { children: Open[] };

/** Entities of a document type are not expanded (saxes knows the five of XML alone), so no text grows. */
export function parseXml(text: string): Result<XmlElement, 'damaged' | 'too-large'> {
  const document: Open = { name: '', attributes: new Map(), text: '', children: [] };
  const open: Open[] = [document];
  let elements = 0;
  let isTooLarge = false;
  const parser = new SaxesParser({ xmlns: false });
  parser.on('error', stop);
  parser.on('opentag', ({ name, attributes }) => {
    elements += 1;
    isTooLarge = open.length > MAX_DEPTH || elements > MAX_VALUES;
    if (isTooLarge) stop();
    const element: Open = { name, attributes: new Map(Object.entries(attributes)), text: '', children: [] };
    open.at(-1)?.children.push(element);
    open.push(element);
  });
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('closetag', () => open.pop());

  function addText(piece: string): void {
    const element = open.at(-1);
    if (element !== undefined) element.text += piece;
  }

  try {
    parser.write(text).close();
  } catch (error) {
    if (error instanceof Error) return err(isTooLarge ? 'too-large' : 'damaged');
    throw error;
  }
  const [root] = document.children;
  return root === undefined ? err('damaged') : ok(root);
}

export function childrenNamed(element: XmlElement, name: string): readonly XmlElement[] {
  return element.children.filter((child) => child.name === name);
}

/** The text of the first child of that name; '' where there is none. */
export function childText(element: XmlElement, name: string): string {
  return element.children.find((child) => child.name === name)?.text ?? '';
}

/** The strings of an Android preferences file (`<map><string name="…">…</string></map>`); undefined for other XML. */
export function preferenceStrings(root: XmlElement): ReadonlyMap<string, string> | undefined {
  if (root.name !== 'map') return undefined;
  return new Map(
    childrenNamed(root, 'string').map((child) => [child.attributes.get('name') ?? '', child.text]),
  );
}

function stop(): never {
  throw new Error('not well-formed, or beyond the limits');
}
