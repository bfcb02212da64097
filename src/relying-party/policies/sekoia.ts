import type { Policy } from './policy.ts';

/** "Two-factor Authentication" with preferred methods, disabling by password and the administrator's reset. */
export const sekoia: Policy = {
  id: 'sekoia',
  product: {
    name: 'Sekoia.io',
    tagline: 'Detection and response',
    disclaimer: 'A mock on this machine, for trying authenticators. Sekoia.io itself has no part in it.',
    accent: { light: '#0a6a74', dark: '#5fd3dd' },
    home: {
      title: 'Alerts',
      emptyTitle: 'No alert',
      emptyText: 'Alerts that your rules raise show here, the most urgent first.',
    },
  },
  words: {
    recoveryCode: 'backup code',
    securityPage: 'Security',
    securityCard: 'Register Two-Factor Authentication',
    twoFactorSwitch: 'Enable',
    authenticatorCard: 'Authenticator app',
    addAuthenticator: 'Add authenticator app',
    enrolmentPage: 'Add authenticator app',
    saveRecoveryCodes: 'Save your backup codes',
    signInName: 'Username (email)',
    verify: 'Verify',
    useRecoveryCode: 'Use a backup code',
    makeRecoveryCodes: 'Generate new backup codes',
    manualSecret: 'Enter the token manually',
  },
  paths: {
    profile: '/profile',
    security: '/security',
    activity: '/activity',
    group: '/settings/workspace/users',
  },
  navigation: [
    { label: 'Alerts', path: '/' },
    { label: 'Security', path: '/security' },
    { label: 'Settings', path: '/settings/workspace/users' },
  ],
  accountTabs: [
    { label: 'Profile', path: '/profile' },
    { label: 'Security', path: '/security' },
    { label: 'Activity', path: '/activity' },
  ],
  signIn: { singleSignOn: false, codeField: 'one-field', recoveryCodeField: 'same-field' },
  totp: { issuer: 'Sekoia.io', authenticators: 'one', secret: 'shown', activeAfter: 'code' },
  recoveryCodes: {
    pattern: 'XXXXX-XXXXX',
    count: 10,
    made: 'with-first-factor',
    offers: ['copy', 'download'],
  },
  stepUp: { proofs: ['password'], windowMs: 5 * 60_000, signInCounts: false },
  changes: 'on-pages',
  lastFactor: 'removable-with-warning',
  disabling: 'by-password',
  groups: {
    noun: 'community',
    page: 'Workspace users',
    administrator: 'administrator',
    newUsers: 'join-the-first',
    enforcement: undefined,
  },
  preferredMethod: true,
  administratorReset: true,
};
