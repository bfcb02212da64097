import { interfaceLanguage } from '../platform/i18n.ts';

/** Date and time as the user writes them; with seconds where several may fall into a minute. */
export function whenText(at: number, timeStyle: 'short' | 'medium' = 'short'): string {
  const format = new Intl.DateTimeFormat(interfaceLanguage(), {
    dateStyle: 'medium',
    timeStyle,
  });
  return format.format(at);
}
