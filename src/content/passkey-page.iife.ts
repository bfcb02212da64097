// In the page's own world, before its first script, on sites where the user keeps passkeys with us. In a page without
// WebAuthn (no secure context) there is nothing to do.
import { patchCredentialClasses } from './passkeys/credentials.ts';
import { Link } from './passkeys/link.ts';
import { patchCredentials } from './passkeys/patch.ts';
import { patchStatics } from './passkeys/patch-statics.ts';

if (typeof PublicKeyCredential === 'function' && typeof CredentialsContainer === 'function') {
  const link = new Link(document);
  patchCredentialClasses();
  patchCredentials(link);
  patchStatics(link);
}
