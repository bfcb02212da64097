import { err, ok, type Result } from '../../result.ts';
import { MAX_DEPTH, MAX_VALUES } from '../limits.ts';

/**
 * JSON whose nesting and number of values are counted before it is parsed: 20 MB of `[[[[…` or of `{},{},…` would
 * cost far more memory than its text. `__proto__` becomes an ordinary own property, as JSON.parse has it.
 */
export function parseJsonText(text: string): Result<unknown, 'damaged' | 'too-large'> {
  if (!isModest(text)) return err('too-large');
  try {
    return ok(JSON.parse(text) as unknown);
  } catch {
    return err('damaged');
  }
}

/** As `parseJsonText`, for JSON inside of a row: undefined where it cannot be read. */
export function parseInnerJson(text: string): unknown {
  const parsed = parseJsonText(text);
  return parsed.ok ? parsed.value : undefined;
}

const QUOTE = 0x22;
const COMMA = 0x2c;
const BACKSLASH = 0x5c;

function isModest(text: string): boolean {
  let depth = 0;
  let values = 0;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    if (unit === QUOTE) index = endOfString(text, index);
    else if (unit === COMMA) values += 1;
    // { and [ differ in one bit, and so do } and ]; nothing else outside of strings has these codes.
    else if ((unit | 0x20) === 0x7b) depth += 1;
    else if ((unit | 0x20) === 0x7d) depth -= 1;
    if (depth > MAX_DEPTH || values > MAX_VALUES) return false;
  }
  return true;
}

function endOfString(text: string, start: number): number {
  let index = start + 1;
  for (; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    if (unit === BACKSLASH) index += 1;
    else if (unit === QUOTE) break;
  }
  return index;
}
