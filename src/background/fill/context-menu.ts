// What Tallystick offers in the menu of a page: one line an entry.
import type { MenuClick, MenuEntry } from '../../platform/context-menus.ts';

interface Entry extends MenuEntry {
  readonly run: (click: MenuClick) => Promise<void>;
}

export interface MenuActions {
  /** The same as the keyboard command, in the frame of the field that was clicked. */
  readonly fillCode: (tabId: number, frameId: number) => Promise<void>;
  readonly scanImage: (click: MenuClick) => Promise<void>;
}

export function contextMenu({ fillCode, scanImage }: MenuActions): readonly Entry[] {
  return [
    {
      id: 'fill-code',
      titleKey: 'menuFillCode',
      on: 'editable',
      run: ({ tabId, frameId }) => fillCode(tabId, frameId),
    },
    { id: 'scan-image', titleKey: 'menuScanImage', on: 'image', run: scanImage },
  ];
}

/** An entry of an older version, whose menu the browser still shows, does nothing. */
export async function runMenuEntry(entries: readonly Entry[], click: MenuClick): Promise<void> {
  await entries.find(({ id }) => id === click.entryId)?.run(click);
}
