// A page walked by the Tab key alone, as somebody does who has no mouse: what is meant has to be reached, and to show it.
import type { Page } from '@playwright/test';

/** More stops than any page of ours has. */
const MOST_STOPS = 80;

/** What has the focus: its name, its kind, and whether it can be seen that it has it. */
interface Focused {
  readonly name: string;
  readonly tag: string;
  readonly isMarked: boolean;
}

function focused(page: Page): Promise<Focused> {
  return page.evaluate(() => {
    const element = document.activeElement ?? document.body;
    const [label] = (element as HTMLInputElement).labels ?? [];
    const name = label?.textContent ?? element.getAttribute('aria-label') ?? element.textContent;
    const { outlineStyle, outlineWidth } = getComputedStyle(element);
    const isMarked = outlineStyle !== 'none' && outlineWidth !== '0px';
    return { name: name.trim(), tag: element.tagName, isMarked };
  });
}

/** Presses Tab until the field, button or link with this name has the focus. */
export async function tabTo(page: Page, name: string): Promise<void> {
  const passed: string[] = [];
  for (let stop = 0; stop < MOST_STOPS; stop += 1) {
    const at = await focused(page);
    if (at.name === name && ['INPUT', 'BUTTON', 'A', 'TEXTAREA'].includes(at.tag)) {
      if (!at.isMarked) throw new Error(`it cannot be seen that ${name} has the focus`);
      return;
    }
    passed.push(at.name.slice(0, 40));
    await page.keyboard.press('Tab');
  }
  throw new Error(`${name} is not reached by Tab; passed: ${[...new Set(passed)].join(' | ')}`);
}

/** Reaches a field and types into it. */
export async function typeInto(page: Page, name: string, text: string): Promise<void> {
  await tabTo(page, name);
  await page.keyboard.type(text);
}

/** Reaches a button or link and presses it. */
export async function press(page: Page, name: string): Promise<void> {
  await tabTo(page, name);
  await page.keyboard.press('Enter');
}
