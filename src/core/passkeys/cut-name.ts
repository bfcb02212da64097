/** As the vault's texts; WebAuthn lets an authenticator cut names from 64 bytes on (section 6.4.1). */
const MAX_NAME = 256;

/** Cut to what the vault keeps, never within a surrogate pair. */
export function cutName(name: string): string {
  if (name.length <= MAX_NAME) return name;
  const cut = name.slice(0, MAX_NAME);
  return cut.isWellFormed() ? cut : cut.slice(0, -1);
}
