import { applyAppearance, onAppearanceChanged, readAppearance } from '../../platform/storage/appearance.ts';

/** The page looks as the user chose, and goes on to when it is chosen anew in another page of ours. */
export function followAppearance(root: HTMLElement): void {
  applyAppearance(root, readAppearance());
  onAppearanceChanged((appearance) => applyAppearance(root, appearance));
}
