import { expect, test, vi } from 'vitest';

// The browser's side of scanning is tried in the browser; here only what is made of the texts.
vi.mock('../../../src/platform/qr-reader.ts', () => ({ readQrCodes: vi.fn() }));
vi.mock('../../../src/platform/tab-capture.ts', () => ({ captureVisibleTab: vi.fn() }));

const { readTexts } = await import('../../../src/popup/scan.ts');

test('each text is an account or a reason, in the order of the page', () => {
  const outcome = readTexts([
    'otpauth://totp/One:ada?secret=JBSWY3DPEHPK3PXP&issuer=One',
    'https://example.com/',
    'otpauth://totp/Two:ada?secret=GEZDGNBVGY3TQOJQ&issuer=Two',
  ]);
  expect(outcome.accounts.map(({ issuer }) => issuer)).toEqual(['One', 'Two']);
  expect(outcome.refused).toEqual(['not-otpauth']);
  expect(outcome.partial).toEqual([]);
});
