import { expect, test } from 'vitest';
import { isOnRpId } from '../../../../src/core/passkeys/on-rp-id.ts';

test.each([
  ['https://example.com', 'example.com', true],
  ['https://login.example.com:8443', 'example.com', true],
  ['http://localhost:8080', 'localhost', true],
  ['http://app.localhost:8080', 'localhost', false],
  ['https://evilexample.com', 'example.com', false],
  ['https://example.com', 'login.example.com', false],
  ['https://example.com.evil.test', 'example.com', false],
  ['no origin', 'origin', false],
])('a page of %s uses passkeys of %s: %s', (origin, rpId, expected) => {
  expect(isOnRpId(origin, rpId)).toBe(expected);
});
