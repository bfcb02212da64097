import { type Signal, signal } from '@preact/signals';
import { onAppearanceChanged, readAppearance, writeAppearance } from '../platform/storage/appearance.ts';

/** What the user calls this vault, to tell it from that of another browser profile. Empty where it has no name. */
export const vaultName: Signal<string> = signal(readAppearance().vaultName);

export function followVaultName(): void {
  onAppearanceChanged((appearance) => {
    vaultName.value = appearance.vaultName;
  });
}

/** A vault that was erased takes its name with it. */
export function forgetVaultName(): void {
  writeAppearance({ vaultName: '' });
  vaultName.value = '';
}
