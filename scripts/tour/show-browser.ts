import { seedDemoUsers, DEMO_PASSWORD, NEW_USER } from '../../src/relying-party/demo-users.ts';
import { startRelyingParty } from '../../src/relying-party/server.ts';
import { ExtensionBrowser } from '../../test/support/browsers/extension-browser.ts';

/** For a person: the browser with the extension, the relying party's page in front, until the window is closed. */
export async function showBrowser(): Promise<void> {
  const server = await startRelyingParty();
  for (const site of server.sites.values()) await seedDemoUsers(site);
  const browser = await ExtensionBrowser.launch();
  const origin = server.origin('ankra');
  await browser.openManage('#/welcome');
  const page = await browser.openTab(`${origin}/sign-in`);
  await page.bringToFront();
  console.log(`\nThe relying party is at ${origin}`);
  console.log(
    `Sign in as ${NEW_USER} with the password ${DEMO_PASSWORD}, then open Profile > Authentication.`,
  );
  console.log(
    'The other tab sets up the vault; the Tallystick icon is in the toolbar. Close the browser to end.\n',
  );
  await browser.context.waitForEvent('close', { timeout: 0 });
  await server.close();
}
