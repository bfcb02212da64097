// Keys as the window system sends them, for what no browser protocol reaches: native prompts and keyboard commands.
import { execFileSync } from 'node:child_process';
import type { Locator } from '@playwright/test';
import { until } from '../until.ts';
import type { ExtensionPage } from './extension-page.ts';

/**
 * Chromium keeps the button of a permission prompt disabled for half a second, so that nobody accepts one that appears
 * under a key already on its way; nothing outside of the browser can see when that time is over.
 */
const PROMPT_GUARD_MS = 1_500;

/**
 * A menu takes the keys to itself some time after its window is there, which nothing outside of the browser can see either;
 * keys that come before go to the page.
 */
const MENU_GUARD_MS = 700;

/**
 * A display on which nothing has moved for ten minutes counts as a locked screen, and a vault that is made there locks at
 * once. Nothing is done where there is none, or none that can be reached.
 */
export function wakeDisplay(): void {
  try {
    xdotool('mousemove_relative', '1', '0', 'mousemove_relative', '--', '-1', '0');
  } catch {
    // A browser without a window, or a display that takes no such input.
  }
}

/** A display that takes no input for so long takes none. */
const DISPLAY_MS = 10_000;

/** Sends keys, one after another, to the window that has the focus; as `ctrl+shift+y`. */
export function pressKeys(...keys: readonly string[]): void {
  for (const key of keys) xdotool('key', '--clearmodifiers', key);
}

/**
 * Opens the browser's menu on an element of the page in front. Keys that are sent before its window is there would go to
 * the page.
 */
export async function openContextMenu(target: Locator, processId: number): Promise<void> {
  focusBrowser(processId);
  const before = windowsOf(processId);
  await target.click({ button: 'right' });
  await until(
    'the menu',
    async () => windowsOf(processId).some((id) => !before.includes(id)),
    async () => `no window that was not there before: ${before.join(', ')}`,
  );
  await new Promise((resolve) => setTimeout(resolve, MENU_GUARD_MS));
}

/** Accepts the permission prompt that is open: its second button is the one that allows. */
export async function acceptPermissionPrompt(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, PROMPT_GUARD_MS));
  pressKeys('Tab', 'Return');
}

/** The same for a prompt that a click in the popup brought up, which takes the focus, and with it the popup. */
export async function acceptPromptOver(popup: ExtensionPage): Promise<void> {
  await popup.waitUntilLeft();
  await acceptPermissionPrompt();
  await popup.close();
}

/** Gives the browser's window the focus: without a window manager no window has it. */
export function focusBrowser(processId: number): void {
  const [first] = windowsOf(processId);
  if (first === undefined) throw new Error('the browser has no window');
  xdotool('windowfocus', '--sync', first);
}

function windowsOf(processId: number): readonly string[] {
  return xdotool('search', '--onlyvisible', '--pid', String(processId))
    .split('\n')
    .filter((id) => id !== '');
}

function xdotool(...args: readonly string[]): string {
  return execFileSync('xdotool', [...args], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
    timeout: DISPLAY_MS,
  });
}
