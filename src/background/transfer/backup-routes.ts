import { encodeBase64 } from '../../core/bytes/base64.ts';
import type { PageVerb } from '../../messaging/page-requests.ts';
import type { PageHandlers } from '../../messaging/router.ts';
import type { BackupService } from './backup-service.ts';
import { slotOf } from '../vault/storage-routes.ts';

export type BackupVerb = Extract<PageVerb, `backup/${string}`>;

export function backupHandlers(backups: BackupService): Pick<PageHandlers, BackupVerb> {
  return {
    'backup/state': () => backups.state(),
    'backup/make': async ({ presented, next }) => {
      const { file, unreadable } = await backups.make(presented, slotOf(next));
      return { file: encodeBase64(file), unreadable };
    },
    'backup/confirm': async ({ file }) => {
      await backups.confirm(file);
      return null;
    },
    'backup/compare': ({ given }) => backups.compare(given),
    'backup/preview': ({ given }) => backups.preview(given),
    'backup/restore': async ({ given, choices }) => ({
      restored: await backups.restore(given, new Map(choices.map(({ id, choice }) => [id, choice]))),
    }),
  };
}
