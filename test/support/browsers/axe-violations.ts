// The rules of axe on a page of ours, in the theme and the direction that it has at the moment.
import axe from 'axe-core';

export interface Evaluator {
  evaluate(expression: string): Promise<unknown>;
}

/**
 * The label of a row in the popup is the name of its account, which the button's name must hold. The code beside it is no
 * label: in the name it would be read out again whenever it changes, so it is the button's description.
 */
const IS_NAMED_ROW = `(element) => element.matches('.row-main') &&
  ['.row-title', '.row-subtitle'].every((part) =>
    element.getAttribute('aria-label').includes(element.querySelector(part).textContent))`;

/** What is wrong, one line a rule with the elements; empty where nothing is. */
export async function violationsOn(page: Evaluator, rules?: readonly string[]): Promise<readonly string[]> {
  // Once a document: it is half a megabyte.
  if ((await page.evaluate('typeof axe')) === 'undefined') await page.evaluate(`${axe.source}; undefined`);
  // Style sheets are loaded once more for one rule alone, which is about screens that are turned.
  const options = JSON.stringify({
    resultTypes: ['violations'],
    preload: false,
    ...(rules && { runOnly: rules }),
  });
  return (await page.evaluate(
    `axe.run(document, ${options}).then(({ violations }) => violations.flatMap(({ id, nodes }) => {
      const found = id === 'label-content-name-mismatch'
        ? nodes.filter(({ target }) => !(${IS_NAMED_ROW})(document.querySelector(target[0])))
        : nodes;
      return found.map(({ html }) => id + ': ' + html.slice(0, 160));
    }))`,
  )) as readonly string[];
}
