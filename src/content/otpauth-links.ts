import { runtime } from './runtime.ts';

const LINK = 'a[href^="otpauth:" i], a[href^="otpauth-migration:" i]';

/**
 * A link to an account is shown in our own interface when the user clicks it; it is added there or not at all. Clicks that
 * the page makes are left to the page.
 */
export function followOtpauthLinks(): void {
  document.addEventListener(
    'click',
    (event) => {
      if (!event.isTrusted) return;
      const link = event
        .composedPath()
        .find((node): node is Element => node instanceof Element && node.matches(LINK));
      if (link === undefined) return;
      event.preventDefault();
      runtime.sendMessage({ verb: 'scan/link', link: link.getAttribute('href') }).catch(() => undefined);
    },
    { capture: true },
  );
}
