import type { Policy } from './policy.ts';

/** "Account Security & 2FA", managed from Profile > Authentication. */
export const ankra: Policy = {
  id: 'ankra',
  product: {
    name: 'Ankra',
    tagline: 'Clusters that look after themselves',
    disclaimer: 'A mock on this machine, for trying authenticators. Ankra itself has no part in it.',
    accent: { light: '#5b3fd6', dark: '#a996ff' },
    home: {
      title: 'Clusters',
      emptyTitle: 'No cluster yet',
      emptyText: 'Clusters that you import or create show here with their stacks and their health.',
    },
  },
  words: {
    recoveryCode: 'recovery code',
    securityPage: 'Authentication',
    securityCard: 'Two-factor authentication',
    twoFactorSwitch: '',
    authenticatorCard: 'Authenticator app (TOTP)',
    addAuthenticator: 'Set up authenticator app',
    enrolmentPage: 'Set up authenticator app',
    saveRecoveryCodes: 'Save your recovery codes',
    signInName: 'Email',
    verify: 'Verify',
    useRecoveryCode: 'Use a recovery code instead',
    makeRecoveryCodes: 'Regenerate recovery codes',
    manualSecret: 'Enter the secret manually',
  },
  paths: {
    profile: '/profile',
    security: '/profile/authentication',
    activity: '/profile/activity',
    group: '/organisation',
  },
  navigation: [
    { label: 'Clusters', path: '/' },
    { label: 'Organisation', path: '/organisation' },
    { label: 'Profile', path: '/profile' },
  ],
  accountTabs: [
    { label: 'Profile', path: '/profile' },
    { label: 'Authentication', path: '/profile/authentication' },
    { label: 'Activity', path: '/profile/activity' },
  ],
  signIn: { singleSignOn: true, codeField: 'one-field', recoveryCodeField: 'own-page' },
  totp: {
    issuer: 'Ankra',
    authenticators: 'one',
    secret: 'shown',
    activeAfter: 'code',
  },
  passkeys: {
    noun: 'passkey',
    card: 'Passkeys and security keys',
    enrolment: 'open',
    signsInAlone: true,
    userVerification: 'preferred',
  },
  recoveryCodes: {
    pattern: 'XXXXX-XXXXX',
    count: 10,
    made: 'with-first-factor',
    offers: ['copy', 'download', 'print'],
  },
  stepUp: { proofs: ['password', 'totp', 'passkey'], windowMs: 15 * 60_000, signInCounts: true },
  changes: 'on-pages',
  lastFactor: 'kept',
  disabling: 'none',
  groups: {
    noun: 'organisation',
    page: 'Organisation',
    administrator: 'administrator',
    newUsers: 'found-their-own',
    enforcement: {
      switchLabel: 'Require two-factor authentication for all members',
      screenTitle: 'Secure your account to continue',
    },
  },
  preferredMethod: false,
  administratorReset: false,
};
