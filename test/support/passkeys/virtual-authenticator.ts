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

export interface VirtualAuthenticator {
  readonly session: CDPSession;
  readonly id: string;
}

/** The device's own lock, which can turn an input into a secret of its own, or cannot. It lives as long as its tab. */
export async function addPrfAuthenticator(
  page: Page,
  { hasPrf = true }: { readonly hasPrf?: boolean } = {},
): Promise<VirtualAuthenticator> {
  const session = await page.context().newCDPSession(page);
  await session.send('WebAuthn.enable');
  const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      ctap2Version: 'ctap2_1',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      hasPrf,
      automaticPresenceSimulation: true,
    },
  });
  return { session, id: authenticatorId };
}
