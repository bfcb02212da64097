/**
 * True for names that can only mean this machine: `localhost`, any name under it (RFC 6761 section 6.3) and the loopback
 * addresses. A page of the web that points its own name at 127.0.0.1 (DNS rebinding) fails here.
 */
export function isLoopbackHost(hostname: string): boolean {
  return /^(?:(?:[a-z0-9-]+\.)*localhost|127(?:\.\d{1,3}){3}|\[::1\])$/.test(hostname);
}
