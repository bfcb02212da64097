import { describePage } from '../../src/content/describe-page.ts';
import { detect } from '../../src/core/detection/detect.ts';
import { decodeReport, encodeReport } from '../../src/messaging/page-report.ts';

/** What one frame answers to the detect script: the shipped description and verdict, and a selector for each field. */
export type Inspection = ReturnType<typeof inspect>;

function inspect() {
  const { description: described, elements } = describePage(document);
  // By the way that a description takes to the background.
  const description = decodeReport(encodeReport(described));
  if (description === undefined) throw new Error('the page has more to say than is read');
  return { description, verdict: detect(description), selectors: elements.map(selectorOf) };
}

/** Unique CSS path of an element; ` >>> ` steps into the shadow root of the host before it. */
function selectorOf(element: Element): string {
  const root = element.getRootNode();
  const own = pathWithin(element, root as Document | ShadowRoot);
  return root instanceof ShadowRoot ? `${selectorOf(root.host)} >>> ${own}` : own;
}

function pathWithin(element: Element, root: Document | ShadowRoot): string {
  const steps: string[] = [];
  for (let at: Element | null = element; at; at = at.parentElement) {
    const byId = at.id ? `#${CSS.escape(at.id)}` : '';
    if (byId && root.querySelectorAll(byId).length === 1) {
      steps.unshift(byId);
      break;
    }
    steps.unshift(step(at));
  }
  return steps.join(' > ');
}

function step(element: Element): string {
  const tag = CSS.escape(element.localName);
  const twins = [...(element.parentNode?.children ?? [])].filter(
    (other) => other.localName === element.localName,
  );
  return twins.length > 1 ? `${tag}:nth-of-type(${twins.indexOf(element) + 1})` : tag;
}

/** Elements that a selector of the same notation names in this frame, as unique paths (evaluation data is matched so). */
function resolve(selector: string): string[] {
  let scopes: (Document | ShadowRoot)[] = [document];
  const steps = selector.split(' >>> ');
  const last = steps.pop() ?? '';
  for (const host of steps) {
    const hosts = scopes.flatMap((scope) => [...scope.querySelectorAll(host)]);
    scopes = hosts.flatMap((element) => (element.shadowRoot ? [element.shadowRoot] : []));
  }
  return scopes.flatMap((scope) => [...scope.querySelectorAll(last)]).map(selectorOf);
}

Object.assign(globalThis, { tallystickDetect: { inspect, resolve, selectorOf } });
