import type { Policy } from './policy.ts';

/** "Two-factor authentication (2FA)": one switch on the profile dashboard, and one of the workspace owner's for all. */
export const bytebase: Policy = {
  id: 'bytebase',
  product: {
    name: 'Bytebase',
    tagline: 'Database changes, reviewed',
    disclaimer: 'A mock on this machine, for trying authenticators. Bytebase itself has no part in it.',
    accent: { light: '#2f55c8', dark: '#9db6ff' },
    home: {
      title: 'Projects',
      emptyTitle: 'No project yet',
      emptyText: 'Projects hold databases and the changes that wait for review.',
    },
  },
  words: {
    recoveryCode: 'recovery code',
    securityPage: 'Profile dashboard',
    securityCard: 'Two-factor authentication',
    twoFactorSwitch: 'Two-factor authentication',
    authenticatorCard: 'Authenticator app',
    addAuthenticator: 'Set up',
    enrolmentPage: 'Two-factor authentication',
    saveRecoveryCodes: 'Download your recovery codes',
    signInName: 'Email',
    verify: 'Verify',
    useRecoveryCode: 'Use a recovery code',
    makeRecoveryCodes: 'Regenerate recovery codes',
    manualSecret: 'If you cannot scan it, enter the text',
  },
  paths: {
    profile: '/profile',
    security: '/profile',
    activity: '/profile/activity',
    group: '/settings/security',
  },
  navigation: [
    { label: 'Projects', path: '/' },
    { label: 'Settings', path: '/settings/security' },
    { label: 'Profile', path: '/profile' },
  ],
  accountTabs: [
    { label: 'Profile dashboard', path: '/profile' },
    { label: 'Activity', path: '/profile/activity' },
  ],
  signIn: { singleSignOn: false, codeField: 'six-boxes', recoveryCodeField: 'own-page' },
  totp: { issuer: 'Bytebase', authenticators: 'one', secret: 'behind-link', activeAfter: 'codes-saved' },
  passkeys: undefined,
  recoveryCodes: {
    pattern: 'XXXXX-XXXXX',
    count: 10,
    made: 'with-first-factor',
    offers: ['download'],
  },
  stepUp: { proofs: ['password', 'totp'], windowMs: 15 * 60_000, signInCounts: true },
  changes: 'on-pages',
  lastFactor: 'kept',
  disabling: 'by-switch',
  groups: {
    noun: 'workspace',
    page: 'Security',
    administrator: 'owner',
    newUsers: 'join-the-first',
    enforcement: {
      switchLabel: 'Require 2FA for all users',
      screenTitle: 'Two-factor authentication is required',
    },
  },
  commandLine: false,
  preferredMethod: false,
  administratorReset: false,
};
