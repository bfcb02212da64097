import type { LookAlike } from '../core/sites/look-alike.ts';
import { displayHost } from '../core/sites/origin.ts';
import type { Resemblance } from '../messaging/fill-responses.ts';
import { type TextKey, text } from '../ui/text.ts';

const RESEMBLANCES: { readonly [Kind in LookAlike]: TextKey } = {
  letters: 'resemblesLetters',
  spelling: 'resemblesSpelling',
  ending: 'resemblesEnding',
  inside: 'resemblesInside',
  'more-words': 'resemblesMoreWords',
};

/** By what the page's host resembles a stored site, and that it is another one. */
export function resemblanceText(pageHost: string, { kind, origin }: Resemblance): string {
  return text(RESEMBLANCES[kind], pageHost, displayHost(origin));
}
