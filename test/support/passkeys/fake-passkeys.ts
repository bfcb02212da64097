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
  isThere = true;
  mayHave = true;
  opens = true;
  readonly kept: { readonly id: string; readonly passkey: Passkey }[] = [];
  readonly used: string[] = [];
  readonly windows: string[] = [];
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
          this.kept.push({ id: `${this.kept.length}`.padStart(32, '0'), passkey });
          return '';
        },
        noteUse: async (id) => void this.used.push(id),
        signal: async () => 0,
      },
      hints: { among: async (rpIds) => (this.mayHave ? rpIds : []) },
      state: async () => this.state,
      check: async ({ secret }) => {
        if (secret[0] !== 0) throw new RequestFailure('wrong-passphrase');
      },
      isOn: async () => this.isOn,
      window: {
        open: async (id) => (this.opens ? this.windows.push(id) : undefined),
        close: async () => undefined,
        focusTab: async () => undefined,
      },
      isThere: async () => this.isThere,
      outside: testOutside(),
      crypto: webCryptoPasskeys,
    });
  }
}
