import { expect, test } from 'vitest';
import { decodeBase64 } from '../../../../src/core/bytes/base64.ts';
import { forgetLastMatch } from '../../../../src/core/bytes/forget-last-match.ts';

test('nothing of a secret that was decoded is left in what the engine remembers of its last match', () => {
  decodeBase64('c2VjcmV0c2VjcmV0');
  expect(lastInput()).toContain('c2VjcmV0');
  forgetLastMatch();
  expect(lastInput()).toBe(' ');
});

function lastInput(): string {
  return (RegExp as unknown as { readonly input: string }).input;
}
