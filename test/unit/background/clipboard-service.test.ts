import { describe, expect, test } from 'vitest';
import { FakeBrowser } from '../../support/fake-browser.ts';
import { startWorker } from '../../support/vault/background.ts';

const SECONDS = 1000;

async function afterCopying(text = '123456') {
  const browser = new FakeBrowser();
  const { clipboard } = startWorker(browser);
  browser.clipboard.text = text;
  const clears = await clipboard.copied(text);
  return { browser, clipboard, clears, clock: browser.outside.clock };
}

describe('a copied code', () => {
  test('is cleared after 30 seconds, and no second earlier', async () => {
    const { browser, clipboard, clears, clock } = await afterCopying();
    expect(clears).toBe(true);
    expect(browser.clipboard.alarms).toEqual([clock.now() + 30 * SECONDS]);
    clock.advance(29 * SECONDS);
    await clipboard.clearIfDue();
    expect(browser.clipboard.text).toBe('123456');
    clock.advance(SECONDS);
    await clipboard.clearIfDue();
    expect(browser.clipboard.text).toBe('');
    expect(browser.copied).toBeUndefined();
  });

  test('is cleared by a worker that was started after the one that copied it had been stopped', async () => {
    const { browser, clock } = await afterCopying();
    clock.advance(45 * SECONDS);
    await startWorker(browser).clipboard.clearIfDue();
    expect(browser.clipboard.text).toBe('');
  });

  test('stays where the user has copied something else since', async () => {
    const { browser, clipboard, clock } = await afterCopying();
    browser.clipboard.text = 'a sentence of the user';
    clock.advance(30 * SECONDS);
    await clipboard.clearIfDue();
    expect(browser.clipboard.text).toBe('a sentence of the user');
    expect(browser.copied).toBeUndefined();
  });

  test('is remembered without its text', async () => {
    const { browser } = await afterCopying('123456');
    expect(JSON.stringify(browser.copied)).not.toContain('123456');
  });

  test('that was followed by another gives it its own 30 seconds', async () => {
    const { browser, clipboard, clock } = await afterCopying();
    clock.advance(20 * SECONDS);
    browser.clipboard.text = '654321';
    await clipboard.copied('654321');
    clock.advance(15 * SECONDS);
    await clipboard.clearIfDue();
    expect(browser.clipboard.text).toBe('654321');
    clock.advance(15 * SECONDS);
    await clipboard.clearIfDue();
    expect(browser.clipboard.text).toBe('');
  });

  test('does not stay for longer because the clock was set back', async () => {
    const { browser, clipboard, clock } = await afterCopying();
    clock.advance(-3600 * SECONDS);
    await clipboard.clearIfDue();
    expect(browser.clipboard.text).toBe('');
  });

  test('is tried three times where it cannot be cleared, and then left', async () => {
    const { browser, clipboard, clock } = await afterCopying();
    browser.clipboard.failing = 2;
    for (let attempt = 0; attempt < 3; attempt += 1) {
      clock.advance(30 * SECONDS);
      await clipboard.clearIfDue();
    }
    expect(browser.clipboard.text).toBe('');
    expect(browser.clipboard.alarms).toHaveLength(3);

    const other = await afterCopying();
    other.browser.clipboard.failing = 3;
    for (let attempt = 0; attempt < 4; attempt += 1) {
      other.clock.advance(30 * SECONDS);
      await other.clipboard.clearIfDue();
    }
    expect(other.browser.copied).toBeUndefined();
    expect(other.browser.clipboard.text).toBe('123456');
  });
});

describe('without the permission to read the clipboard', () => {
  test('nothing is remembered and nothing is promised', async () => {
    const browser = new FakeBrowser();
    browser.clipboard.mayRead = false;
    expect(await startWorker(browser).clipboard.copied('123456')).toBe(false);
    expect(browser.copied).toBeUndefined();
    expect(browser.clipboard.alarms).toEqual([]);
  });

  test('that was taken back meanwhile, the clipboard is left alone and the mark goes', async () => {
    const { browser, clipboard, clock } = await afterCopying();
    browser.clipboard.mayRead = false;
    clock.advance(30 * SECONDS);
    await clipboard.clearIfDue();
    expect(browser.clipboard.text).toBe('123456');
    expect(browser.copied).toBeUndefined();
  });
});
