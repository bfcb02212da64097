// What one site does its own way. The engine asks these values and never which site it is.

export interface Policy {
  /** The first label of the host name: `ankra` is served at ankra.localhost. */
  readonly id: string;
  readonly product: Product;
  readonly words: Words;
  readonly paths: Paths;
  readonly navigation: readonly Link[];
  /** The tabs of the account's own pages. */
  readonly accountTabs: readonly Link[];
  readonly signIn: SignInPolicy;
  readonly totp: TotpPolicy;
  /** Undefined where the site knows neither passkeys nor security keys. */
  readonly passkeys: PasskeyPolicy | undefined;
  readonly recoveryCodes: RecoveryCodePolicy;
  readonly stepUp: StepUpPolicy;
  /** Whether a change of factors fills a page of its own, or stands in a dialog over a dimmed ground. */
  readonly changes: 'on-pages' | 'in-dialogs';
  /** Whether the last factor can be removed: never, or after a warning. */
  readonly lastFactor: 'kept' | 'removable-with-warning';
  /**
   * The switch that turns all of two-factor authentication off at once: after the password, or after a confirmation;
   * 'by-switch' also takes the place of the buttons for single authenticators.
   */
  readonly disabling: 'none' | 'by-password' | 'by-switch';
  readonly groups: GroupPolicy;
  /** Whether there is a program for the command line. */
  readonly commandLine: boolean;
  /** Whether the security page lets the user order the factors at sign-in. It never hides one. */
  readonly preferredMethod: boolean;
  /** Whether a group's administrator can reset a member's two-factor authentication. */
  readonly administratorReset: boolean;
}

interface Product {
  readonly name: string;
  readonly tagline: string;
  /** Says on each page that this is not the real site. */
  readonly disclaimer: string;
  /** CSS colours; each is readable as text on the theme's background. */
  readonly accent: { readonly light: string; readonly dark: string };
  /** What the start page is about: this is where the product would be. */
  readonly home: { readonly title: string; readonly emptyTitle: string; readonly emptyText: string };
}

/** The words of the site's own document, so that its instructions can be followed to the letter. */
interface Words {
  readonly recoveryCode: string;
  readonly profilePage: string;
  readonly securityPage: string;
  readonly securityCard: string;
  /** The label of the switch of `disabling`. */
  readonly twoFactorSwitch: string;
  readonly authenticatorCard: string;
  readonly addAuthenticator: string;
  readonly enrolmentPage: string;
  /** The button that ends the enrolment. */
  readonly confirmEnrolment: string;
  readonly saveRecoveryCodes: string;
  readonly signInName: string;
  readonly verify: string;
  readonly useRecoveryCode: string;
  readonly makeRecoveryCodes: string;
  readonly manualSecret: string;
}

interface Paths {
  readonly profile: string;
  readonly security: string;
  readonly activity: string;
  readonly group: string;
}

interface Link {
  readonly label: string;
  readonly path: string;
}

interface SignInPolicy {
  readonly singleSignOn: boolean;
  readonly codeField: 'one-field' | 'six-boxes';
  /** Where a recovery code is typed: on its own page, or in the same field as the code. */
  readonly recoveryCodeField: 'own-page' | 'same-field';
}

interface TotpPolicy {
  readonly issuer: string;
  /** With 'one', setting up another takes the place of the first. */
  readonly authenticators: 'one' | 'several-named';
  /** Whether the secret shows at once or behind a link. */
  readonly secret: 'shown' | 'behind-link';
  /** What makes a proved authenticator a factor: the right code, or a word that the recovery codes are saved. */
  readonly activeAfter: 'code' | 'codes-saved';
}

export interface PasskeyPolicy {
  /** What the site calls one: "passkey", "security device". */
  readonly noun: string;
  /** The heading of the card. */
  readonly card: string;
  /** With 'coming-soon' the ones that exist work and can be removed, and no new one can be added. */
  readonly enrolment: 'open' | 'coming-soon';
  /** Whether one alone signs in, without a name and a password; it then verifies the user itself. */
  readonly signsInAlone: boolean;
  /** Whether the sign-in page offers them beside the field for the name too (conditional mediation). */
  readonly offeredInField: boolean;
  /** What is asked of one that follows a password. */
  readonly userVerification: 'required' | 'preferred' | 'discouraged';
}

interface RecoveryCodePolicy {
  /** Each X becomes a random character (5 bits). */
  readonly pattern: string;
  readonly count: number;
  /** Made with the first factor, or by the user's own click afterwards. */
  readonly made: 'with-first-factor' | 'on-request';
  readonly offers: readonly ('copy' | 'download' | 'print')[];
}

interface StepUpPolicy {
  readonly proofs: readonly ('password' | 'totp' | 'passkey')[];
  readonly windowMs: number;
  /** Whether having just signed in counts. */
  readonly signInCounts: boolean;
}

export interface GroupPolicy {
  /** What a group of users is called. */
  readonly noun: string;
  readonly page: string;
  /** What stands above the page's title, as in Settings > Workspace > Users. */
  readonly trail: readonly string[];
  /** What its administrator is called. */
  readonly administrator: string;
  /** A new user founds a group of their own, or joins the first one (its founder administers it). */
  readonly newUsers: 'found-their-own' | 'join-the-first';
  /** The switch that makes two-factor authentication compulsory; undefined where the site has none. */
  readonly enforcement: { readonly switchLabel: string; readonly screenTitle: string } | undefined;
}
