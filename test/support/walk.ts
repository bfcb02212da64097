// A walk through the states of our pages, in the language that the extension has: each is looked at in both themes.
import { expect, type Locator, type Page } from '@playwright/test';
import { type Evaluator, violationsOn } from './browsers/axe-violations.ts';
import { textsOf } from './pseudo-locale.ts';

/** Of another theme of the same page only the colours are other ones: one rule looks at them. */
const THEMES = [
  ['light', undefined],
  ['dark', ['color-contrast', 'link-in-text-block']],
] as const;
/** What can be pressed and is not wholly inside of the page's width. */
const STICKS_OUT = `[...document.querySelectorAll('button, input, a, select')]
  .filter((element) => element.getClientRects().length > 0 && !element.closest('.visually-hidden'))
  .filter((element) => { const { left, right } = element.getBoundingClientRect(); return left < -1 || right > innerWidth + 1; })
  .map((element) => 'sticks out: ' + element.outerHTML.slice(0, 160))`;

/** When the page has drawn nothing for a moment. */
const SETTLED = `new Promise((settled) => {
  const done = () => { observer.disconnect(); settled(); };
  let timer = setTimeout(done, 60);
  const observer = new MutationObserver(() => { clearTimeout(timer); timer = setTimeout(done, 60); });
  observer.observe(document, { subtree: true, childList: true, characterData: true });
})`;

/** As if the user had chosen it; the answer is what the page's colours then follow. */
function inTheme(theme: string): string {
  return `document.documentElement.dataset.theme = '${theme}'; getComputedStyle(document.documentElement).colorScheme`;
}

export class Walk {
  readonly say: (key: string, ...substitutions: readonly string[]) => string;
  readonly faults: string[] = [];
  readonly page: Page;
  /** How many were looked at, each in both themes. */
  states = 0;

  constructor(page: Page, extension: string) {
    this.page = page;
    page.setDefaultTimeout(10_000);
    this.say = textsOf(extension);
  }

  button(key: string, ...substitutions: readonly string[]): Locator {
    return this.page.getByRole('button', { name: this.say(key, ...substitutions), exact: true });
  }

  async press(key: string, ...substitutions: readonly string[]): Promise<void> {
    await this.button(key, ...substitutions)
      .first()
      .click();
  }

  field(key: string): Locator {
    return this.page.getByLabel(this.say(key), { exact: true });
  }

  async go(place: string): Promise<void> {
    await this.page.evaluate(`location.hash = '#/${place}'`);
    await this.page.locator('h1').first().waitFor();
  }

  /** What is wrong with it is added to the faults; a popup is no page of Playwright's. */
  async look(state: string, page: Evaluator = this.page): Promise<void> {
    await page.evaluate(SETTLED);
    const direction = String(await page.evaluate('document.documentElement.dir'));
    if (direction !== this.say('textDirection')) this.faults.push(`${state}: written ${direction}`);
    for (const [theme, rules] of THEMES) {
      expect(await page.evaluate(inTheme(theme))).toBe(theme);
      const found = await violationsOn(page, rules);
      this.faults.push(...found.map((fault) => `${state}, ${theme}: ${fault}`));
    }
    const out = (await page.evaluate(STICKS_OUT)) as readonly string[];
    this.faults.push(...out.map((fault) => `${state}: ${fault}`));
    this.states += 1;
  }
}
