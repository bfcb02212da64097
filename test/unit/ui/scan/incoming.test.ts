import { describe, expect, test } from 'vitest';
import { linksIn, pictureInDataUrl, takeIncoming } from '../../../../src/ui/scan/incoming.ts';

const ONE = 'otpauth://totp/One:ada?secret=JBSWY3DPEHPK3PXP&issuer=One';
const TWO = 'otpauth://totp/Two:ada?secret=GEZDGNBVGY3TQOJQ&issuer=Two';

describe('links in a text', () => {
  test('are found one a line, whatever stands between them', () => {
    expect(linksIn(`my accounts\n${ONE}\r\n\n  ${TWO}\nhttps://example.com/`)).toEqual([ONE, TWO]);
  });

  test('are not looked for in the middle of a line', () => {
    expect(linksIn(`see ${ONE}`)).toEqual([]);
    expect(linksIn('')).toEqual([]);
  });
});

describe('a picture that is its own address', () => {
  test('is decoded, whichever way it is written', async () => {
    const base64 = pictureInDataUrl('data:image/png;base64,iVBORw==');
    expect([base64?.type, await base64?.arrayBuffer()]).toEqual([
      'image/png',
      new Uint8Array([0x89, 0x50, 0x4e, 0x47]).buffer,
    ]);
    const drawing = pictureInDataUrl(' data:image/svg+xml;charset=utf-8,%3Csvg%2F%3E ');
    expect([drawing?.type, await drawing?.text()]).toEqual(['image/svg+xml', '<svg/>']);
  });

  test.each([
    'data:text/html,<p>',
    'data:image/png;base64,*',
    'data:image/svg+xml,%E0%A4%A',
    'https://example.com/qr.png',
    'image/png',
  ])('is not made of %s', (url) => {
    expect(pictureInDataUrl(url)).toBeUndefined();
  });
});

describe('what is pasted or dropped', () => {
  const transfer = (text: string, files: readonly File[] = []) =>
    ({ files, getData: (type: string) => (type === 'text/plain' ? text : '') }) as unknown as DataTransfer;

  test('is pictures, or links, or a picture in an address', () => {
    const file = new File([], 'qr.png');
    expect(takeIncoming(transfer('', [file]))).toEqual({ files: [file], links: [] });
    expect(takeIncoming(transfer(ONE))).toEqual({ files: [], links: [ONE] });
    expect(takeIncoming(transfer('data:image/png;base64,iVBORw=='))?.files).toHaveLength(1);
  });

  test('is left to the page where it holds none of these: the address of a picture is not followed', () => {
    expect(takeIncoming(transfer('https://example.com/qr.png'))).toBeUndefined();
    expect(takeIncoming(null)).toBeUndefined();
  });
});
