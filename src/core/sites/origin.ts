/** The permission for every site; what is written for it counts for each of them. */
export const ALL_SITES = 'https://*/*';

/** The parts of a web origin; `port` is empty where it is the scheme's own. */
export interface OriginParts {
  readonly scheme: 'http' | 'https';
  readonly host: string;
  readonly port: string;
}

/** An origin as browsers write it. Anything else ("null", userinfo, path, upper case) is no origin. */
const ORIGIN = /^(https?):\/\/([a-z0-9._-]+|\[[0-9a-f:.]+\])(?::([1-9]\d{0,4}))?$/;
const LOOPBACK_V4 = /^127(?:\.\d{1,3}){3}$/;
const DEFAULT_PORTS = { http: '80', https: '443' } as const;
const MAX_PORT = 65_535;

export function parseOrigin(origin: string): OriginParts | undefined {
  const match = ORIGIN.exec(origin);
  if (match === null) return undefined;
  const [, scheme, host = '', port = ''] = match;
  if (host.startsWith('.') || host.endsWith('.') || host.includes('..')) return undefined;
  const parts: OriginParts = { scheme: scheme === 'https' ? 'https' : 'http', host, port };
  // A browser leaves the scheme's own port out: an origin that names it is nobody's origin.
  return port === DEFAULT_PORTS[parts.scheme] || Number(port) > MAX_PORT ? undefined : parts;
}

/** http outside of this machine: codes travel in clear, so the user is warned. */
export function isInsecureOrigin(origin: string): boolean {
  const parts = parseOrigin(origin);
  return parts?.scheme === 'http' && !isLoopback(parts.host);
}

/** What an address bar would show: the host, and the port where it is not the scheme's own. Always ASCII. */
export function displayHost(origin: string): string {
  const parts = parseOrigin(origin);
  if (parts === undefined) return '';
  return parts.port === '' ? parts.host : `${parts.host}:${parts.port}`;
}

/** The pattern a browser permission is asked with. Patterns carry no port, so sites are matched again by origin. */
export function permissionPattern(origin: string): string | undefined {
  const parts = parseOrigin(origin);
  return parts && `${parts.scheme}://${parts.host}/*`;
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host.endsWith('.localhost') || host === '[::1]' || LOOPBACK_V4.test(host);
}

export function isOrigin(text: string): boolean {
  return parseOrigin(text) !== undefined;
}
