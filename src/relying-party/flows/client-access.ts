import { createHash } from 'node:crypto';
import { err, ok, type Result } from '../../core/result.ts';
import { hashToken, newToken } from '../security/tokens.ts';
import type { Site } from '../site.ts';
import { insertAuthorizationCode, takeAuthorizationCode } from '../store/client-grants.ts';
import { deleteSession, listClientSessions } from '../store/sessions.ts';
import { record } from './record.ts';
import { type Account, openSession } from './session.ts';

/** The one program that is known. It is public: what it says of itself proves nothing, so the user is asked. */
export const CLIENT = 'tally-rp';

/** What a program asks for by way of the browser. */
export interface AuthorizationRequest {
  readonly client: string;
  readonly redirectUri: string;
  readonly codeChallenge: string;
  readonly state: string;
}

const CODE_MS = 60_000;

/** RFC 8252 section 7.3: the loopback address itself, any port, over http. Anything else would carry the code away. */
export function isLoopbackRedirect(uri: string): boolean {
  return /^http:\/\/127\.0\.0\.1:\d{1,5}\/callback$/.test(uri) && URL.canParse(uri);
}

/** Where the browser goes with the user's consent. */
export function authorize(site: Site, { user, session }: Account, request: AuthorizationRequest): string {
  const code = newToken(site.random);
  const now = site.clock.now();
  insertAuthorizationCode(
    site.database,
    {
      codeHash: hashToken(code),
      userId: user.id,
      client: request.client,
      redirectUri: request.redirectUri,
      codeChallenge: request.codeChallenge,
      twoFactor: session.twoFactor,
      expiresAt: now + CODE_MS,
    },
    now,
  );
  return `${request.redirectUri}?${new URLSearchParams({ code, state: request.state })}`;
}

/** The program's token for a code. The verifier shows that it is the program which asked (RFC 7636 section 4.6). */
export function redeemCode(
  site: Site,
  given: { readonly code: string; readonly codeVerifier: string; readonly redirectUri: string },
): Result<string, 'invalid_grant'> {
  return site.database.transaction(() => {
    const code = takeAuthorizationCode(site.database, hashToken(given.code));
    const challenge = createHash('sha256').update(given.codeVerifier).digest('base64url');
    const fits =
      code &&
      code.expiresAt > site.clock.now() &&
      code.redirectUri === given.redirectUri &&
      code.codeChallenge === challenge;
    return fits ? ok(letIn(site, code.userId, code)) : err('invalid_grant');
  });
}

/** Opens a session for a program. Runs inside the transaction that spends what allowed it. */
export function letIn(
  site: Site,
  userId: number,
  { client, twoFactor }: { readonly client: string; readonly twoFactor: number },
): string {
  const token = openSession(site, userId, { twoFactor: twoFactor === 1, client });
  record(site, 'command-line-let-in', { userId, idHash: hashToken(token), detail: client });
  return token;
}

/** Ends the session of a program; `label` is the start of its hash, as the page shows it. */
export function revokeClient(site: Site, { user, session }: Account, label: string): void {
  site.database.transaction(() => {
    const found = listClientSessions(site.database, user.id, site.clock.now()).find(({ idHash }) =>
      idHash.startsWith(label),
    );
    if (!found || label.length < 8) return;
    deleteSession(site.database, found.idHash);
    record(site, 'command-line-revoked', {
      userId: user.id,
      idHash: session.idHash,
      detail: found.client ?? '',
    });
  });
}
