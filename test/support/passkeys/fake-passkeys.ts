// The passkey service over a vault that keeps in memory what it is given, and says of itself what a test says.
import { PasskeyService } from '../../../src/background/passkeys/passkey-service.ts';
import type { Passkey } from '../../../src/core/passkeys/passkey.ts';
import { passkeyRecordOf } from '../../../src/core/vault/records/passkey-record.ts';
import { RequestFailure } from '../../../src/messaging/failure.ts';
import { webCryptoPasskeys } from '../../../src/platform/crypto/webcrypto-passkeys.ts';
import { testOutside } from '../vault/outside.ts';

export class FakePasskeys {
  state: 'locked' | 'unlocked' | 'closed' = 'unlocked';
  isOn = true;
  presence: 'there' | 'gone' | 'silent' = 'there';
  isPrivate = false;
  /** What is done in the moment in which a new passkey is stored. */
  whileKeeping: () => void | Promise<void> = () => undefined;
  mayHave = true;
  opens = true;
  /** What is done before a use is noted. */
  whileNoting: () => void | Promise<void> = () => undefined;
  readonly kept: { readonly id: string; readonly passkey: Passkey }[] = [];
  readonly used: string[] = [];
  readonly signals: string[] = [];
  readonly windows: string[] = [];
  readonly closed: number[] = [];
  /** How often the focus went back to the page. */
  focused = 0;
  /** What the browser does before a window is there. */
  whileOpening: () => void | Promise<void> = () => undefined;
  whileClosing: () => void | Promise<void> = () => undefined;
  readonly #outside = testOutside();
  readonly clock = this.#outside.clock;
  readonly service: PasskeyService;

  constructor() {
    this.service = new PasskeyService({
      records: {
        offered: async (rpId) =>
          this.kept
            .filter(({ passkey }) => passkey.rpId === rpId)
            .map(
              ({ id, passkey }) =>
                ({ id, passkey: passkeyRecordOf(passkey).passkey, deletedAt: null }) as never,
            ),
        open: async (id) => ({ passkey: this.kept.find((one) => one.id === id)!.passkey, isBackedUp: false }),
        keep: async (passkey) => {
          const id = `${this.kept.length}`.padStart(32, '0');
          this.kept.push({ id, passkey });
          await this.whileKeeping();
          return { id, replaced: [], replacedAt: 0 };
        },
        noteUse: async (id) => {
          await this.whileNoting();
          this.used.push(id);
        },
        signal: async ({ rpId }) => this.signals.push(rpId),
      },
      takeBacks: {
        takeBack: async ({ id }) =>
          void this.kept.splice(
            this.kept.findIndex((one) => one.id === id),
            1,
          ),
      },
      hints: { among: async (rpIds) => (this.mayHave ? rpIds : []) },
      state: async () => this.state,
      check: async ({ secret }) => {
        if (secret[0] !== 0) throw new RequestFailure('wrong-passphrase');
      },
      isOn: async () => this.isOn,
      window: {
        open: async (id) => {
          await this.whileOpening();
          return this.opens ? this.windows.push(id) : undefined;
        },
        close: async (windowId) => {
          this.closed.push(windowId);
          await this.whileClosing();
        },
        focusTab: async () => void (this.focused += 1),
      },
      presence: async () => this.presence,
      isPrivate: async () => this.isPrivate,
      outside: this.#outside,
      crypto: webCryptoPasskeys,
    });
  }
}
