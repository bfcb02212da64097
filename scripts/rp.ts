// `npm run rp [-- --port N --memory --data FILE]`: the mock sites, until Ctrl+C.
import path from 'node:path';
import {
  ADMINISTRATOR,
  DEMO_PASSWORD,
  ENROLLED_SECRET,
  ENROLLED_USER,
  NEW_USER,
  seedDemoUsers,
  SINGLE_SIGN_ON_USER,
} from '../src/relying-party/demo-users.ts';
import { startRelyingParty } from '../src/relying-party/server.ts';
import { readArguments } from './arguments.ts';

const { values } = readArguments('npm run rp [-- --port N] [--memory] [--data FILE]', {
  options: {
    port: { type: 'string', default: '8787' },
    memory: { type: 'boolean', default: false },
    data: { type: 'string', default: 'demo/relying-party.sqlite' },
  },
});
const port = Number(values.port);
if (!Number.isInteger(port) || port < 0 || port > 65_535) {
  console.error(`--port ${values.port}: expected a number from 0 to 65535.`);
  process.exit(2);
}

const server = await startRelyingParty({ port, ...(values.memory ? {} : { data: values.data }) }).catch(
  explain,
);
// Before anything is printed: whoever reads that Ctrl+C ends it may press it at once.
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    void server.close().then(() => process.exit(0));
  });
}

await Promise.all([...server.sites.values()].map((site) => seedDemoUsers(site)));
for (const site of server.sites.values()) {
  console.log(`${site.policy.product.name.padEnd(10)} ${server.origin(site.policy.id)}`);
}
console.log(`Form shapes http://localhost:${server.port}/forms

Every site knows ${NEW_USER}, ${ENROLLED_USER} and its administrator ${ADMINISTRATOR}, password ${DEMO_PASSWORD}.
${ENROLLED_USER} has an authenticator with the secret ${ENROLLED_SECRET}.
${SINGLE_SIGN_ON_USER} comes by single sign-on, where a site has it.
Data: ${values.memory ? 'in memory, gone when this ends' : dataFiles(values.data)}. Ctrl+C ends it.`);

/** A file for each site, named after it. */
function dataFiles(data: string): string {
  const { dir, name, ext } = path.parse(data);
  return path.join(dir, `${name}.<site>${ext || '.sqlite'}`);
}

/** Ends with one sentence; the usual cause is a server that runs already. */
function explain(error: unknown): never {
  const isTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
  const text = isTaken
    ? `Port ${port} is taken, perhaps by another one of these. Choose one with --port.`
    : String(error);
  console.error(text);
  process.exit(1);
}
