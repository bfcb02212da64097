import { type AwaySignal, locksOn } from '../../core/vault/lock.ts';
import type { SettingsService } from './settings-service.ts';
import type { VaultService } from './vault-service.ts';

export async function lockWhenAway(
  signal: AwaySignal,
  settings: SettingsService,
  vaults: VaultService,
): Promise<void> {
  // Whatever keeps the choice from being read must not keep the vault open.
  const choice = await settings.read().then(
    ({ lock }) => lock,
    () => undefined,
  );
  if (choice === undefined || locksOn(choice, signal)) await vaults.lock();
}
