import {
  type Appearance,
  applyAppearance,
  onAppearanceChanged,
  readAppearance,
} from '../../platform/storage/appearance.ts';
import { copyLooks } from '../../platform/storage/looks-copy.ts';

/** The page looks as the user chose, and goes on to when it is chosen anew in another page of ours. */
export function followAppearance(root: HTMLElement): void {
  wear(root, readAppearance());
  onAppearanceChanged((appearance) => wear(root, appearance));
}

/** The page looks so from now on. The popup's first frame follows what is stored. */
export function wear(root: HTMLElement, appearance: Appearance): void {
  applyAppearance(root, appearance);
  copyLooks().catch(() => undefined);
}
