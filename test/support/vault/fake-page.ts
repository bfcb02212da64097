import type { PageReach, ReachedFrame } from '../../../src/background/fill/page-frames.ts';
import type { FieldRole } from '../../../src/core/detection/detect.ts';
import type { FieldDescription } from '../../../src/core/detection/field-description.ts';
import { encodeReport } from '../../../src/messaging/page-report.ts';
import { field, page } from '../../unit/core/detection/page-builder.ts';

/** What the background makes of a page that asks for an authenticator code. */
export const CHALLENGE = { page: 'challenge', roles: ['app-code'] };

const FIELDS: Readonly<Record<FieldRole, Partial<FieldDescription>>> = {
  'app-code': { name: 'otp', before: 'Enter the code from your authenticator app' },
  'delivered-code': { name: 'code', before: 'Enter the code that we sent to your phone by SMS' },
  'recovery-code': { name: 'recovery_code', label: 'Recovery code' },
  'enrolment-confirmation': {
    name: 'code',
    before: 'Scan this QR code with your authenticator app and enter the 6-digit code',
  },
  'enrolment-secret': {
    name: 'secret',
    label: 'Setup key: scan the QR code or type this key into your authenticator app',
    prefilled: true,
    editable: false,
  },
};

/** A page with one field of each role, as a content script reports it. */
export function reportWith(roles: readonly FieldRole[], more: Partial<FieldDescription> = {}): string {
  const fields = roles.map((role, form) => field({ ...FIELDS[role], form, ...more }));
  return encodeReport(page('Two-factor authentication', ...fields)) ?? '';
}

/**
 * One tab with one page, whose content script does what `onFill` says when it is told to fill. `look` is what it answers;
 * `{ roles }` stands for a page with such fields.
 */
export class FakePage implements PageReach {
  frames: readonly ReachedFrame[] = [{ frameId: 0, documentId: 'doc-1' }];
  look: unknown = CHALLENGE;
  origin: string | null = 'https://example.com';
  onFill: (ticket: string) => Promise<unknown> = () => Promise.resolve('refused');

  /** The page as it is now, as its content script tells it. */
  get report(): unknown {
    return reportOf(this.look);
  }

  /** The same of one frame. */
  reportOf(frameId: number): unknown {
    return reportOf(this.lookOf ? this.lookOf(frameId) : this.look);
  }

  inject = (_tabId: number, only?: 'top'): Promise<readonly ReachedFrame[]> =>
    Promise.resolve(this.frames.filter(({ frameId }) => only === undefined || frameId === 0));
  isInPrivateWindow = false;
  originOf = () => Promise.resolve(this.origin);
  isPrivate = () => Promise.resolve(this.isInPrivateWindow);
  /** What each frame sees; all of them see `look` where it is left out. */
  lookOf: ((frameId: number) => unknown) | undefined;
  /** The last command to fill. */
  told: unknown;
  send = (_tabId: number, { frameId }: ReachedFrame, message: unknown): Promise<unknown> => {
    const { do: command, ticket } = message as { do: string; ticket: string };
    if (command !== 'look') {
      this.told = message;
      return this.onFill(ticket);
    }
    const look = this.lookOf ? this.lookOf(frameId) : this.look;
    const signs = typeof look === 'object' && look !== null ? look : {};
    return Promise.resolve({ ...signs, report: reportOf(look) });
  };
}

function reportOf(look: unknown): unknown {
  const { roles } = (look ?? {}) as { readonly roles?: readonly FieldRole[] };
  return Array.isArray(roles) ? reportWith(roles) : look;
}
