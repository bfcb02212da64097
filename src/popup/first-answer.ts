// The first answer was asked for by first-paint/, before this program was loaded; it is on its way or here already.
import { createPageClient } from '../messaging/page-client.ts';
import { askOpened } from './state.ts';

const { tallystickFirstReply } = globalThis as { readonly tallystickFirstReply?: Promise<unknown> };

export function firstAnswer(): ReturnType<typeof askOpened> {
  if (tallystickFirstReply === undefined) return askOpened();
  return createPageClient({ send: () => tallystickFirstReply })('popup/open', {});
}
