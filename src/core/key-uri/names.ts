export interface Names {
  readonly issuer: string;
  readonly accountName: string;
}

/**
 * The issuer and account name of a label `issuer:accountName` beside an issuer given by itself, which wins, since a
 * label may hold any colon. Its prefix is taken off the label once, however it is capitalised; a label with another
 * prefix is the account name as a whole, so that nothing of it is lost.
 */
export function splitLabel(label: string, issuer: string): Names {
  if (issuer === '') return splitAtColon(label);
  const hasPrefix = label.slice(0, issuer.length).toLowerCase() === issuer.toLowerCase();
  const rest = label.slice(issuer.length).trimStart();
  return { issuer, accountName: hasPrefix && rest.startsWith(':') ? rest.slice(1).trim() : label };
}

/** The label that `splitLabel` takes apart again: an account name with a colon but no issuer has an empty prefix. */
export function joinLabel({ issuer, accountName }: Names, encode: (text: string) => string): string {
  const hasPrefix = issuer !== '' || accountName.includes(':');
  return hasPrefix ? `${encode(issuer)}:${encode(accountName)}` : encode(accountName);
}

function splitAtColon(label: string): Names {
  const colon = label.indexOf(':');
  if (colon === -1) return { issuer: '', accountName: label };
  return { issuer: label.slice(0, colon).trim(), accountName: label.slice(colon + 1).trim() };
}
