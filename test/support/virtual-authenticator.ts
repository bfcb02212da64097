import type { CDPSession, Page } from '@playwright/test';

/** Answers by itself, as if a finger were always on it. `internal` is the device's own lock, `usb` a key on a ring. */
export async function addVirtualAuthenticator(
  page: Page,
  transport: 'internal' | 'usb',
): Promise<CDPSession> {
  const session = await page.context().newCDPSession(page);
  await session.send('WebAuthn.enable');
  await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport,
      hasResidentKey: transport === 'internal',
      hasUserVerification: transport === 'internal',
      isUserVerified: transport === 'internal',
      automaticPresenceSimulation: true,
    },
  });
  return session;
}
