// What a profile of Firefox is started with.
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';

export const ADDON_ID = 'tallystick@tallystick.invalid';
/** Given to the extension in every profile of ours, so that its addresses are known. */
export const ADDON_UUID = '7a11b571-c4a0-4c1e-9f5e-3d2c1b0a9f8e';

export interface Preferences {
  readonly [name: string]: string | number | boolean;
}

/** The text of its user.js. `asks`: whether the browser asks before it gives a permission. `more` overrides. */
function preferences(port: number, asks: boolean, more: Preferences = {}): string {
  const values: Preferences = {
    'marionette.port': port,
    'extensions.webextensions.uuids': JSON.stringify({ [ADDON_ID]: ADDON_UUID }),
    'extensions.webextOptionalPermissionPrompts': asks,
    // Nobody else presses keys: its button need not wait half a second.
    'security.notification_enable_delay': 0,
    'app.update.enabled': false,
    // Where a passkey of the browser's own is asked for, a device that the browser plays answers, and none is waited for.
    'security.webauth.webauthn_enable_softtoken': true,
    'security.webauth.webauthn_enable_usbtoken': false,
    'browser.shell.checkDefaultBrowser': false,
    'browser.startup.page': 0,
    'datareporting.policy.dataSubmissionEnabled': false,
    'toolkit.telemetry.enabled': false,
    'intl.locale.requested': 'en-US',
    // Nothing but loopback.
    'network.proxy.type': 1,
    'network.proxy.http': '127.0.0.1',
    'network.proxy.http_port': 9,
    'network.proxy.ssl': '127.0.0.1',
    'network.proxy.ssl_port': 9,
    'network.proxy.no_proxies_on': 'localhost, .localhost, 127.0.0.1',
    // The popup stays while nobody looks at the window of a headless browser.
    'ui.popup.disable_autohide': true,
    ...more,
  };
  return Object.entries(values)
    .map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});`)
    .join('\n');
}

/** Writes the user.js of a profile, whose downloads go into a folder of its own without a question. */
export function prepareProfile(profile: string, port: number, asks: boolean, more: Preferences = {}): void {
  const downloads = { 'browser.download.folderList': 2, 'browser.download.dir': downloadsOf(profile) };
  writeFileSync(path.join(profile, 'user.js'), preferences(port, asks, { ...downloads, ...more }));
}

export function downloadsOf(profile: string): string {
  return path.join(profile, 'downloads');
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
