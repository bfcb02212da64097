// The built extension in a language that nobody speaks: every text a third longer and in letters that are written from
// right to left, so that what is cut off, left in English or laid out for one direction shows.
import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

type Messages = Readonly<Record<string, { readonly message: string }>>;

const LATIN = 'abcdefghijklmnopqrstuvwxyz';
const HEBREW = 'אבגדהוזחטיכלמנסעפצקרשתםןףץ';
/** A substitution: `$1`. */
const SUBSTITUTION = /(\$\d)/;
const WORD = /[a-z]+/gi;

/** A copy of a built extension whose English texts are those of the pseudo-locale; the caller removes it. */
export function withPseudoLocale(extension: string): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'tallystick-pseudo-'));
  cpSync(extension, folder, { recursive: true });
  const texts = Object.entries(messagesOf(folder)).map(([key, entry]) => [
    key,
    { ...entry, message: pseudo(key, entry.message) },
  ]);
  writeFileSync(fileIn(folder), JSON.stringify(Object.fromEntries(texts)));
  return folder;
}

/** The texts of a built extension by their keys, in the language of the test browsers. */
export function textsOf(extension: string): (key: string, ...substitutions: readonly string[]) => string {
  const messages = messagesOf(extension);
  return (key, ...substitutions) => {
    const message = messages[key]?.message;
    if (message === undefined) throw new Error(`there is no text ${key}`);
    return message.replace(/\$(\d)/g, (_, at: string) => substitutions[Number(at) - 1] ?? '');
  };
}

function pseudo(key: string, message: string): string {
  if (key === 'textDirection') return 'rtl';
  if (key === 'textLanguage') return 'he';
  return message
    .split(SUBSTITUTION)
    .map((part) => (SUBSTITUTION.test(part) ? part : part.replace(WORD, longer)))
    .join('');
}

/** Word by word, so that a text which holds another one still holds it. */
function longer(word: string): string {
  const letters = word.toLowerCase().replace(/[a-z]/g, (letter) => HEBREW.charAt(LATIN.indexOf(letter)));
  return letters + letters.slice(0, Math.ceil(word.length / 3));
}

function messagesOf(extension: string): Messages {
  return JSON.parse(readFileSync(fileIn(extension), 'utf8')) as Messages;
}

function fileIn(extension: string): string {
  return path.join(extension, '_locales/en/messages.json');
}
