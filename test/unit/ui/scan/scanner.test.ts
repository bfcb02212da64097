import { beforeEach, describe, expect, test, vi } from 'vitest';
import messages from '../../../../public/_locales/en/messages.json' with { type: 'json' };
import type { ScanJob, ScanOptions, ScanReading } from '../../../../src/ui/scan/scanner.ts';
import { migrationUri } from '../../core/key-uri/migration-fixture.ts';

const ask = vi.fn();
vi.mock('../../../../src/ui/ask.ts', () => ({ ask }));
vi.mock('../../../../src/platform/i18n.ts', () => ({
  localised: (key: keyof typeof messages, given: readonly string[]) =>
    messages[key].message.replace(/\$(\d)/g, (_, index: string) => given[Number(index) - 1] ?? ''),
}));

const { Scanner } = await import('../../../../src/ui/scan/scanner.ts');
const { forgetCompleteParts } = await import('../../../../src/ui/scan/kept-parts.ts');

const ONE = 'otpauth://totp/One:ada?secret=JBSWY3DPEHPK3PXP&issuer=One';
const SITE = { origin: 'https://example.com', isChosen: true };

/** In the background. */
let kept: readonly string[];

interface AnyRequest {
  readonly accounts: readonly unknown[];
  readonly texts: readonly string[];
}

beforeEach(() => {
  kept = [];
  ask.mockReset();
  ask.mockImplementation(async (verb: string, { accounts, texts }: AnyRequest) => {
    if (verb === 'scan/keep-parts') kept = texts;
    if (verb.startsWith('scan/')) return { ok: true, value: kept };
    return { ok: true, value: accounts.map(() => ({ kind: 'new' })) };
  });
});

function job(...readings: readonly (ScanReading | Error)[]): ScanJob & { readonly asked: ScanOptions[] } {
  const asked: ScanOptions[] = [];
  return {
    site: SITE,
    canLookHarder: true,
    asked,
    async read(options) {
      const reading = readings[asked.length] ?? { texts: [], troubles: [] };
      asked.push(options);
      if (reading instanceof Error) throw reading;
      return reading;
    },
  };
}

const part = (batchIndex: number, batchId = 7) =>
  migrationUri({
    entries: [
      {
        secret: new Uint8Array([batchIndex + 1]),
        name: `part ${batchIndex}`,
        algorithm: 1,
        digits: 1,
        type: 2,
      },
    ],
    version: 1,
    batchSize: 2,
    batchIndex,
    batchId,
  });

describe('a search', () => {
  test('ends with the accounts, what is kept of them, and their site', async () => {
    const scanner = new Scanner();
    await scanner.start(job({ texts: [ONE], troubles: ['A picture could not be read.'] }));
    const state = scanner.state.value;
    if (state.step !== 'found') throw new Error(state.step);
    expect(state.additions).toMatchObject([
      {
        account: { issuer: 'One', sites: [{ origin: SITE.origin, match: 'origin' }] },
        choice: 'add',
        isForSite: true,
      },
    ]);
    expect(state.troubles).toEqual(['A picture could not be read.']);
  });

  test('that finds somebody else’s code says what it holds, as text', async () => {
    const scanner = new Scanner();
    await scanner.start(job({ texts: ['https://example.com/\u202emenu'], troubles: [] }));
    expect(scanner.state.value).toEqual({
      step: 'missed',
      sentences: ['This QR code is not for an authenticator. It holds: https://example.com/\ufffdmenu'],
      canLookHarder: true,
    });
    expect(ask).not.toHaveBeenCalled();
  });

  test('that fails says so, and can be tried again harder', async () => {
    const scanner = new Scanner();
    const tried = job(new Error('no engine'), { texts: [ONE], troubles: [] });
    await scanner.start(tried);
    expect(scanner.state.value).toMatchObject({ step: 'missed', sentences: [messages.scanFailed.message] });
    await scanner.lookHarder();
    expect(tried.asked.map(({ lookHarder }) => lookHarder)).toEqual([false, true]);
    expect(scanner.state.value).toMatchObject({ step: 'found', canLookHarder: false });
  });

  test('that the vault does not answer says why', async () => {
    ask.mockResolvedValue({ ok: false, error: 'locked' });
    const scanner = new Scanner();
    await scanner.start(job({ texts: [ONE], troubles: [] }));
    expect(scanner.state.value).toMatchObject({
      step: 'missed',
      sentences: [messages.failureLocked.message],
    });
  });

  test('that is ended tells its source, and what it still finds is dropped', async () => {
    const scanner = new Scanner();
    let answer: (reading: ScanReading) => void = () => undefined;
    let given: ScanOptions | undefined;
    const done = scanner.start({
      site: null,
      canLookHarder: true,
      read: (options) => {
        given = options;
        return new Promise((resolve) => (answer = resolve));
      },
    });
    given?.onProgress(0.4);
    expect(scanner.state.value).toEqual({ step: 'reading', share: 0.4 });
    scanner.reset();
    expect(given?.signal.aborted).toBe(true);
    given?.onProgress(0.6);
    answer({ texts: [ONE], troubles: [] });
    await done;
    expect(scanner.state.value).toEqual({ step: 'idle' });
  });
});

describe('an export in parts', () => {
  test('is put together over several searches', async () => {
    const scanner = new Scanner();
    await scanner.start(job({ texts: [part(1)], troubles: [] }));
    expect(scanner.state.value).toMatchObject({ outcome: { partial: [{ missingIndices: [0] }] } });
    await scanner.start(job({ texts: [part(0)], troubles: [] }));
    const state = scanner.state.value;
    if (state.step !== 'found') throw new Error(state.step);
    expect(state.outcome.partial).toEqual([]);
    expect(state.additions.map(({ account }) => account.accountName)).toEqual(['part 0', 'part 1']);
  });

  test('is put together though the popup was closed between its codes, and again until it is saved', async () => {
    const before = new Scanner();
    await before.start(job({ texts: [part(1)], troubles: [] }));
    before.reset();
    expect(kept).toEqual([part(1)]);
    const after = new Scanner();
    await after.start(job({ texts: [ONE], troubles: [] }));
    expect(after.state.value).toMatchObject({ additions: [{ account: { issuer: 'One' } }] });
    await after.start(job({ texts: [part(0)], troubles: [] }));
    expect(after.state.value).toMatchObject({ step: 'found', outcome: { partial: [] } });
    const again = new Scanner();
    await again.start(job({ texts: [part(0)], troubles: [] }));
    expect(again.state.value).toMatchObject({ additions: [{}, {}], outcome: { partial: [] } });
    await forgetCompleteParts();
    expect(kept).toEqual([]);
    const saved = new Scanner();
    await saved.start(job({ texts: [part(0)], troubles: [] }));
    expect(saved.state.value).toMatchObject({ outcome: { partial: [{ missingIndices: [1] }] } });
    await forgetCompleteParts();
    expect(kept).toEqual([part(0)]);
  });

  test('is not mixed with another export, whose parts stay', async () => {
    await new Scanner().start(job({ texts: [part(1)], troubles: [] }));
    const scanner = new Scanner();
    await scanner.start(job({ texts: [part(0, 8), part(1, 8)], troubles: [] }));
    expect(scanner.state.value).toMatchObject({ outcome: { accounts: [{}, {}], partial: [] } });
    expect(kept).toEqual([part(1)]);
  });

  test('is scanned without what cannot be kept, as while the vault is locked', async () => {
    const answer = ask.getMockImplementation();
    ask.mockImplementation(async (verb: string, request: AnyRequest) =>
      verb.startsWith('scan/') ? { ok: false, error: 'locked' } : answer?.(verb, request),
    );
    const scanner = new Scanner();
    await scanner.start(job({ texts: [part(1)], troubles: [] }));
    expect(scanner.state.value).toMatchObject({ outcome: { partial: [{ missingIndices: [0] }] } });
  });

  test('that is complete is not looked at again with the next account', async () => {
    const scanner = new Scanner();
    await scanner.start(job({ texts: [part(0), part(1)], troubles: [] }));
    await scanner.start(job({ texts: [ONE], troubles: [] }));
    expect(scanner.state.value).toMatchObject({ additions: [{ account: { issuer: 'One' } }] });
  });
});
