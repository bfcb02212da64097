import { type Signal, signal } from '@preact/signals';
import { openOnTop } from '../platform/windows.ts';
import { moveClock } from './clock.ts';

/** True while what this page shows stands in a window above all others. */
export const isOnTop: Signal<boolean> = signal(false);

const SIZE = { width: 340, height: 240 };

/** Moves what is shown there, with its looks; closing that window brings it back. */
export async function stayOnTop(shown: HTMLElement | null): Promise<void> {
  const above = shown === null ? undefined : await openOnTop(SIZE);
  if (above === undefined || shown === null) return;
  const { document: page } = above;
  for (const sheet of document.querySelectorAll<HTMLLinkElement>('link[rel="stylesheet"]')) {
    const link = page.createElement('link');
    link.rel = 'stylesheet';
    link.href = sheet.href;
    page.head.append(link);
  }
  Object.assign(page.documentElement.dataset, document.documentElement.dataset);
  page.documentElement.lang = document.documentElement.lang;
  page.documentElement.dir = document.documentElement.dir;
  page.title = document.title;
  page.body.append(shown);
  isOnTop.value = true;
  // The page below may be covered, and its timers slowed: the window that is seen moves the clock.
  const timer = above.setInterval(moveClock, 1000);
  above.addEventListener('pagehide', () => {
    above.clearInterval(timer);
    document.body.append(shown);
    isOnTop.value = false;
  });
}
