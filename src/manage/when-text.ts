import { interfaceLanguage } from '../platform/i18n.ts';

/** Date and time as the user writes them. */
export function whenText(at: number): string {
  const format = new Intl.DateTimeFormat(interfaceLanguage().language, {
    dateStyle: 'medium',
    timeStyle: 'short',
  });
  return format.format(at);
}
