import { deflateRawSync } from 'node:zlib';
import { describe, expect, test, vi } from 'vitest';
import { MAX_ENTRIES, MAX_FILE_BYTES } from '../../../../src/core/transfer/limits.ts';
import { zip } from '../../../exports/make/zip.ts';
import { fixtureBytes, fixtureText } from '../../../support/transfer-fixtures.ts';
import { forbiddenKdf, read } from '../../../support/transfer-outside.ts';

// Real parameters take their time where many programs share the machine.
vi.setConfig({ testTimeout: 60_000 });

/** CWE-409 and its kin: refused in bounded time, in memory of the file's own order, before any key is derived. */
async function refusal(content: Uint8Array | string, passphrase = 'x'): Promise<string> {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  const before = process.memoryUsage();
  const started = process.cpuUsage();
  const result = await read(bytes, passphrase, forbiddenKdf);
  // Of the processor, so that a busy machine changes nothing.
  const { user, system } = process.cpuUsage(started);
  const after = process.memoryUsage();
  const grown = after.heapUsed + after.arrayBuffers - before.heapUsed - before.arrayBuffers;
  expect((user + system) / 1000).toBeLessThan(3000);
  expect(grown).toBeLessThan(300 * 1024 * 1024);
  return result.ok ? 'ok' : result.error;
}

describe('too much of anything is too large', () => {
  test('a byte more than the limit', async () => {
    expect(await refusal(new Uint8Array(MAX_FILE_BYTES + 1).fill(0x5b))).toBe('too-large');
  });

  test.each([
    ['a million open lists', '['.repeat(1_000_000)],
    ['a million lists in each other', '['.repeat(1_000_000) + ']'.repeat(1_000_000)],
    ['a million objects in each other', `${'{"a":'.repeat(1_000_000)}1${'}'.repeat(1_000_000)}`],
    ['nesting just beyond the limit', `${'['.repeat(33)}${']'.repeat(33)}`],
    ['millions of small objects', `[${'{},'.repeat(2_100_000)}{}]`],
    ['a million elements in each other', `<map>${'<a>'.repeat(1_000_000)}`],
    ['a table of many rows', `name,login_totp\n${'a,b\n'.repeat(MAX_ENTRIES + 1)}`],
    ['many lines', 'otpauth://totp/a?secret=AA\n'.repeat(MAX_ENTRIES + 1)],
  ])('%s', async (_, text) => {
    expect(await refusal(text)).toBe('too-large');
  });

  test('one account more than ten thousand, in each container of many', async () => {
    const row = { secret: 'AAAA', label: 'a', type: 'TOTP' };
    const rows = (count: number) => JSON.stringify(Array.from({ length: count }, () => row));
    expect(await refusal(rows(MAX_ENTRIES + 1))).toBe('too-large');
    expect(await refusal(rows(MAX_ENTRIES))).toBe('ok');
  });

  test('more passkeys in one item than a function takes arguments', async () => {
    const fido2Credentials = Array.from({ length: 300_000 }, () => ({}));
    const file = { encrypted: false, items: [{ type: 1, login: { fido2Credentials } }] };
    expect(await refusal(JSON.stringify(file))).toBe('too-large');
  });

  test('a million entries in one QR code', async () => {
    const entry = Buffer.from([0x0a, 0x00]);
    const payload = Buffer.alloc(2_000_000, entry);
    const uri = `otpauth-migration://offline?data=${payload.toString('base64')}`;
    expect(await refusal(uri)).toBe('damaged');
    const short = `otpauth-migration://offline?data=${payload.subarray(0, 60_000).toString('base64')}`;
    expect(await refusal(short)).toBe('too-large');
  });
});

describe('what would take the square of its length takes its length', () => {
  const binding = '{"CategoryId":"c","AuthenticatorSecret":"JBSWY3DPEHPK3PXP"}';
  const row = '{"Type":2,"Issuer":"i","Username":"u","Secret":"JBSWY3DPEHPK3PXP"}';

  test.each([
    ['millions of empty lines', `a${'\n'.repeat(8_000_000)}b`, 'unsupported'],
    ['millions of spaces', `a${' '.repeat(8_000_000)}b`, 'unsupported'],
    ['a line of key URIs without an end', `otpauth://${'a'.repeat(8_000_000)}`, 'ok'],
    [
      'a table of very many columns',
      `name,login_totp${',x'.repeat(1_000_000)}\n${'a,b\n'.repeat(5000)}`,
      'too-large',
    ],
    ['a table of quotes', `name,login_totp\n${'"'.repeat(4_000_001)}`, 'damaged'],
    ['a table of quoted quotes', `name,login_totp\n${'"a"b'.repeat(1_000_000)}`, 'damaged'],
    [
      'an element of very many attributes',
      `<map ${Array.from({ length: 200_000 }, (_, index) => `a${index}=""`).join(' ')}/>`,
      'unsupported',
    ],
    [
      'one account in very many categories',
      `{"Authenticators":[${row}],"Categories":[{"Id":"c","Name":"C"}],"AuthenticatorCategories":[${Array.from({ length: 200_000 }, () => binding).join(',')}]}`,
      'ok',
    ],
    ['base64 of nothing in particular', 'A'.repeat(8_000_000), 'wrong-passphrase'],
  ])('%s', async (_, text, expected) => {
    expect(await refusal(text)).toBe(expected);
  });
});

describe('an archive unpacks to no more than it may', () => {
  const zeros = Buffer.alloc(100 * 1024 * 1024);
  const archive = zip([{ name: 'export.data', data: zeros }]);

  test('a hundred megabytes of zeros', async () => {
    expect(await refusal(archive)).toBe('too-large');
  });

  test('the same with headers that claim ten bytes', async () => {
    const length = Buffer.alloc(4);
    length.writeUInt32LE(zeros.length);
    const lying = Buffer.from(archive);
    for (let at = lying.indexOf(length); at !== -1; at = lying.indexOf(length, at + 1)) {
      lying.writeUInt32LE(10, at);
    }
    expect(['too-large', 'damaged']).toContain(await refusal(lying));
  });

  test('a member that unpacks to a hundred and one times its size', async () => {
    const data = Buffer.alloc(4 * 1024 * 1024, 'ab');
    expect(data.length / deflateRawSync(data).length).toBeGreaterThan(101);
    expect(await refusal(zip([{ name: 'export.data', data }]))).toBe('too-large');
  });

  test('a thousand and one members', async () => {
    const files = Array.from({ length: 1001 }, (_, index) => ({ name: `${index}.txt`, data: Buffer.of(1) }));
    expect(await refusal(zip(files))).toBe('too-large');
  });
});

describe('a key derivation that no application asks for is refused before it begins', () => {
  type Change = (json: ReturnType<typeof JSON.parse>) => void;

  test.each<[string, string, Change]>([
    ['4 TiB of Argon2', 'ente/encrypted-8-mib.txt', ({ kdfParams }) => (kdfParams.memLimit = 2 ** 42)],
    [
      'just over 1 GiB of Argon2',
      'ente/encrypted-8-mib.txt',
      ({ kdfParams }) => (kdfParams.memLimit = 2 ** 30 + 1024),
    ],
    ['2^32 passes', 'ente/encrypted-8-mib.txt', ({ kdfParams }) => (kdfParams.opsLimit = 2 ** 32)],
    [
      '9 passes over 1 GiB',
      'ente/encrypted-8-mib.txt',
      ({ kdfParams }) => Object.assign(kdfParams, { memLimit: 2 ** 30, opsLimit: 9 }),
    ],
    ['scrypt of 2^30', 'aegis/encrypted.json', ({ header }) => (header.slots[1].n = 2 ** 30)],
    [
      'scrypt of 2 GiB',
      'aegis/encrypted.json',
      ({ header }) => Object.assign(header.slots[1], { n: 2 ** 20, r: 16 }),
    ],
    ['scrypt in 2^20 lanes', 'aegis/encrypted.json', ({ header }) => (header.slots[1].p = 2 ** 20)],
    [
      '500 million iterations',
      'bitwarden/protected-pbkdf2.json',
      (json) => (json.kdfIterations = 500_000_000),
    ],
    ['no iterations', 'bitwarden/protected-pbkdf2.json', (json) => (json.kdfIterations = 0)],
    ['a negative number', 'bitwarden/protected-pbkdf2.json', (json) => (json.kdfIterations = -1)],
    ['2 GiB for Bitwarden', 'bitwarden/protected-argon2id.json', (json) => (json.kdfMemory = 2048)],
    ['a thousand lanes', 'bitwarden/protected-argon2id.json', (json) => (json.kdfParallelism = 1000)],
  ])('%s', async (_, file, change) => {
    const json = JSON.parse(fixtureText(file));
    change(json);
    expect(await refusal(JSON.stringify(json))).toBe('too-expensive');
  });

  test('andOTP with an iteration count of 500 million is no andOTP that opens', async () => {
    const bytes = Buffer.from(fixtureBytes('andotp/encrypted.json.aes'));
    bytes.writeUInt32BE(500_000_000);
    expect(await refusal(bytes)).toBe('wrong-passphrase');
  });

  test('ten thousand tokens that each ask for a million iterations', async () => {
    const token = {
      name: 'a',
      encryptedSecret: 'AAAAAAAAAAAAAAAAAAAAAA==',
      key_derivation_iterations: 1_000_000,
    };
    const tokens = Array.from({ length: 10_000 }, (_, index) => ({ ...token, salt: `salt ${index}` }));
    let derivations = 0;
    const countingKdf = {
      derive: () => {
        derivations += 1;
        return Promise.resolve({ ok: true, value: new Uint8Array(32) } as const);
      },
    };
    const result = await read(JSON.stringify(tokens), 'x', countingKdf);
    expect(result).toEqual({ ok: false, error: 'too-expensive' });
    expect(derivations).toBeLessThan(50);
  });
});

describe('names that mean something to JavaScript mean nothing in a file', () => {
  test('__proto__ and constructor neither change what all objects inherit nor become fields', async () => {
    const text = `{"version":1,"header":{"slots":null,"params":null},"__proto__":{"polluted":1},"db":{"version":3,
      "groups":[{"__proto__":{"uuid":"g","name":"from the prototype"}}],
      "entries":[{"__proto__":{"type":"totp","info":{"secret":"JBSWY3DPEHPK3PXP"}},"constructor":{"prototype":{"polluted":1}},"name":"n","issuer":"i"}]}}`;
    const result = await read(text);
    expect(result).toMatchObject({ ok: true, value: { accounts: [], skipped: [{ reason: 'unreadable' }] } });
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });

  test('an entry named __proto__ is an entry', async () => {
    const text =
      '{"__proto__":{"type":"totp","secret":"JBSWY3DPEHPK3PXP","account":"mara"},"constructor":{"a":1}}';
    const result = await read(text);
    expect(result).toMatchObject({ ok: true, value: { accounts: [{ accountName: 'mara' }] } });
  });

  test('entities of a document type are not expanded', async () => {
    const laughs = `<!DOCTYPE map [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]><map><string name="x">&b;</string></map>`;
    expect(await refusal(laughs)).toBe('damaged');
  });
});

describe('lengths that lie', () => {
  test('in a QR code of Google Authenticator', async () => {
    for (const payload of ['0affffffff0f41', '0a7f0a', '0a808080808080808080ff', 'ffffffffffffffffffff']) {
      const data = encodeURIComponent(Buffer.from(payload, 'hex').toString('base64'));
      expect(await refusal(`otpauth-migration://offline?data=${data}`)).toBe('damaged');
    }
  });

  test('in one entry of a QR code: it is named, and gives no account', async () => {
    const payload = Buffer.from('0a050a7f414141', 'hex').toString('base64');
    const result = await read(`otpauth-migration://offline?data=${encodeURIComponent(payload)}`);
    expect(result).toMatchObject({
      ok: true,
      value: { accounts: [], skipped: [{ reason: 'bad-migration' }] },
    });
  });

  test('in a Java map of two thousand million entries', async () => {
    const bytes = Buffer.from(fixtureBytes('freeotp-2/externalBackup.xml'));
    const at = bytes.indexOf(Buffer.from([0x77, 8]));
    bytes.writeUInt32BE(0x7fff_ffff, at + 6);
    expect(await refusal(bytes)).toBe('damaged');
  });
});
