// The rules of axe on a page of ours, in the theme and the direction that it has at the moment.
import axe from 'axe-core';

interface Evaluator {
  evaluate(expression: string): Promise<unknown>;
}

/** What is wrong, one line a rule with the elements; empty where nothing is. */
export async function violationsOn(page: Evaluator, rules?: readonly string[]): Promise<readonly string[]> {
  await page.evaluate(`${axe.source}; undefined`);
  const only = rules === undefined ? '{}' : JSON.stringify({ runOnly: rules });
  return (await page.evaluate(
    `axe.run(document, ${only}).then(({ violations }) =>
      violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html.slice(0, 160)).join(' | ')))`,
  )) as readonly string[];
}
