import { isMarked } from '../core/clipboard/copied-mark.ts';
import { scheduleAlarm } from '../platform/named-alarm.ts';
import { clearClipboardIfMarked } from '../platform/clipboard-guard.ts';
import { mayReadClipboard } from '../platform/permissions.ts';
import { deleteCopied, readCopied, writeCopied } from '../platform/storage/session-store.ts';
import { systemClock, systemRandom } from '../platform/system.ts';
import { ClipboardService } from './clipboard-service.ts';

/** The clipboard of this computer. */
export function systemClipboard(): ClipboardService {
  return new ClipboardService({
    store: { read: readCopied, write: writeCopied, delete: deleteCopied },
    mayRead: mayReadClipboard,
    clear: (mark) => clearClipboardIfMarked(mark, (text) => isMarked(text, mark)),
    schedule: (at) => scheduleAlarm('clipboard', at),
    random: systemRandom,
    clock: systemClock,
  });
}
