import type { Policy } from './policy.ts';

/** "Two-Factor Authentication" of a help centre: everything is on Settings > Security, every change asks who is there. */
export const crm: Policy = {
  id: 'crm',
  product: {
    name: 'Rolodesk',
    tagline: 'Customers, kept in touch with',
    disclaimer: 'A mock on this machine, for trying authenticators. There is no real Rolodesk.',
    accent: { light: '#8a2f72', dark: '#f0a3d9' },
    home: {
      title: 'Contacts',
      emptyTitle: 'No contact yet',
      emptyText: 'People and companies that you add show here with their last conversation.',
    },
  },
  words: {
    recoveryCode: 'backup code',
    securityPage: 'Security',
    securityCard: 'Two-factor authentication',
    twoFactorSwitch: '',
    authenticatorCard: 'Authenticator app (TOTP)',
    addAuthenticator: 'Add authenticator',
    enrolmentPage: 'Add authenticator',
    saveRecoveryCodes: 'Save your backup codes',
    signInName: 'Email',
    verify: 'Verify',
    useRecoveryCode: 'Use a backup code',
    makeRecoveryCodes: 'Regenerate',
    manualSecret: 'Cannot scan? Copy the secret',
  },
  paths: {
    profile: '/settings/profile',
    security: '/settings/security',
    activity: '/settings/activity',
    group: '/settings/team',
  },
  navigation: [
    { label: 'Contacts', path: '/' },
    { label: 'Settings', path: '/settings/security' },
  ],
  accountTabs: [
    { label: 'Profile', path: '/settings/profile' },
    { label: 'Security', path: '/settings/security' },
    { label: 'Team', path: '/settings/team' },
    { label: 'Activity', path: '/settings/activity' },
  ],
  signIn: { singleSignOn: false, codeField: 'one-field', recoveryCodeField: 'own-page' },
  totp: { issuer: 'Rolodesk', authenticators: 'several-named', secret: 'shown', activeAfter: 'code' },
  recoveryCodes: {
    pattern: 'XXXX-XXXX-XXXX',
    count: 10,
    made: 'on-request',
    offers: ['copy', 'download', 'print'],
  },
  stepUp: { proofs: ['password', 'totp'], windowMs: 5 * 60_000, signInCounts: false },
  changes: 'in-dialogs',
  lastFactor: 'removable-with-warning',
  disabling: 'none',
  groups: {
    noun: 'team',
    page: 'Team',
    administrator: 'administrator',
    newUsers: 'found-their-own',
    enforcement: undefined,
  },
  preferredMethod: false,
  administratorReset: false,
};
