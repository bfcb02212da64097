import type { MailMessage } from '../ports.ts';
import { sessionLabelOf } from '../security/tokens.ts';
import type { Site } from '../site.ts';
import { type AuditEvent, insertAuditEntry } from '../store/audit.ts';
import { insertMail } from '../store/outbox.ts';

export interface Happening {
  readonly userId: number;
  /** The hash of the session or pending login it happened in; undefined before there is one. */
  readonly idHash?: string | undefined;
  readonly detail?: string;
}

/** Writes to the activity page. Called inside the transaction of what it tells about. */
export function record(site: Site, event: AuditEvent, happening: Happening): void {
  insertAuditEntry(site.database, {
    userId: happening.userId,
    at: site.clock.now(),
    event,
    sessionLabel: happening.idHash === undefined ? '' : sessionLabelOf(happening.idHash),
    detail: happening.detail ?? '',
  });
}

export function sendMail(site: Site, message: MailMessage): void {
  insertMail(site.database, message, site.clock.now());
  site.mail.send(message);
}
