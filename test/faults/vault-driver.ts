// The vault of a browser under test, spoken to by the messages that its own pages send.
import { randomBytes } from 'node:crypto';
import type { Page } from '@playwright/test';
import { argon2id } from 'hash-wasm';
import { passphraseBytes } from '../../src/core/vault/keys/kdf-parameters.ts';
import type { PageRequest, PageVerb } from '../../src/messaging/page-requests.ts';
import type { AccountView, CodeAnswer, PageResponse, SlotView } from '../../src/messaging/page-responses.ts';
import type { ExtensionBrowser } from '../support/browsers/extension-browser.ts';

/** The least that the vault accepts: each round derives a key, and the cost of the derivation is not what is tested. */
const KDF = { memoryKib: 19 * 1024, iterations: 2, parallelism: 1 } as const;

export const PASSPHRASE = 'twelve fault rows and one honest ledger';
const derived = new Map<string, string>();

export interface Addition {
  readonly name: string;
  readonly secret: Uint8Array;
}

/** An account as the vault shows it. */
export interface Observed {
  readonly id: string;
  readonly name: string;
  readonly issuer: string;
  readonly isTrashed: boolean;
  readonly code: CodeAnswer | undefined;
}

export class Refused extends Error {
  override readonly name = 'Refused';
  readonly code: string;

  constructor(verb: string, code: string) {
    super(`${verb} was refused: ${code}`);
    this.code = code;
  }
}

export class VaultDriver {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  static async open(browser: ExtensionBrowser): Promise<VaultDriver> {
    return new VaultDriver(await browser.openManage());
  }

  /** Throws `Refused`; any other error is a browser that went away. */
  async ask<Verb extends PageVerb>(verb: Verb, request: PageRequest<Verb>): Promise<PageResponse<Verb>> {
    const reply = await this.page.evaluate(
      (message) => {
        const { chrome } = globalThis as unknown as ExtensionGlobals;
        return chrome.runtime.sendMessage(message);
      },
      { verb, request } as { verb: string; request: unknown },
    );
    const { ok, value, error } = (reply ?? {}) as { ok?: boolean; value?: unknown; error?: string };
    if (ok !== true) throw new Refused(verb, error ?? 'no answer');
    return value as PageResponse<Verb>;
  }

  async create(passphrase = PASSPHRASE): Promise<void> {
    await this.ask('vault/create', await newPassphrase(passphrase));
  }

  async unlock(
    slots: readonly SlotView[],
    source: 'database' | 'copy' = 'database',
    passphrase = PASSPHRASE,
  ): Promise<void> {
    const { slotId, secret } = await presented(slots, passphrase);
    await this.ask('vault/unlock', { slotId, derivedKey: secret, source });
  }

  add(additions: readonly Addition[]): Promise<PageResponse<'accounts/add'>> {
    return this.ask('accounts/add', {
      additions: additions.map(({ name, secret }) => ({
        account: {
          issuer: 'v0',
          accountName: name,
          secret: Buffer.from(secret).toString('base64'),
          parameters: { type: 'totp' as const, algorithm: 'SHA1' as const, digits: 6, period: 30 },
          sites: [],
          unknownParameters: [],
        },
        replaces: null,
      })),
    });
  }

  async observe(): Promise<readonly Observed[]> {
    const views: readonly AccountView[] = await this.ask('accounts/list', { tabId: null });
    const codes = new Map<string, CodeAnswer>();
    for (let start = 0; start < views.length; start += 500) {
      const ids = views.slice(start, start + 500).map(({ id }) => id);
      for (const code of await this.ask('codes/list', { ids })) codes.set(code.id, code);
    }
    return views.map(({ id, account, deletedAt }) => ({
      id,
      name: account.accountName,
      issuer: account.issuer,
      isTrashed: deletedAt !== null,
      code: codes.get(id),
    }));
  }

  /** Until the copy in storage.local holds what the database holds. */
  async settle(): Promise<void> {
    for (let attempt = 0; attempt < 400; attempt += 1) {
      const { seq, mirror, anchorSeq } = await this.ask('diagnostics/read', {});
      if (seq !== null && mirror.seq === seq && (anchorSeq === null || anchorSeq === seq)) return;
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
    throw new Error('the mirror did not follow');
  }
}

export async function newPassphrase(passphrase: string): Promise<PageRequest<'vault/create'>> {
  const salt = randomBytes(32).toString('base64');
  return { derivedKey: await derive(passphrase, salt, KDF), salt, kdf: KDF };
}

/** The passphrase slot among these, with the secret that this passphrase gives for it. */
export async function presented(
  slots: readonly SlotView[],
  passphrase = PASSPHRASE,
): Promise<{ slotId: string; secret: string }> {
  const slot = slots.find(({ kind }) => kind === 'passphrase');
  if (slot === undefined || slot.kdf === null) throw new Error('there is no passphrase slot');
  return { slotId: slot.slotId, secret: await derive(passphrase, slot.salt, slot.kdf) };
}

async function derive(
  passphrase: string,
  salt: string,
  { memoryKib, iterations, parallelism }: NonNullable<SlotView['kdf']>,
): Promise<string> {
  const name = `${passphrase} ${salt} ${memoryKib} ${iterations} ${parallelism}`;
  const known = derived.get(name);
  if (known !== undefined) return known;
  const key = await argon2id({
    password: passphraseBytes(passphrase),
    salt: Buffer.from(salt, 'base64'),
    memorySize: memoryKib,
    iterations,
    parallelism,
    hashLength: 32,
    outputType: 'binary',
  });
  const text = Buffer.from(key).toString('base64');
  derived.set(name, text);
  return text;
}

interface ExtensionGlobals {
  readonly chrome: { readonly runtime: { sendMessage(message: unknown): Promise<unknown> } };
}
