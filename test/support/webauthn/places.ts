// The pages on which the checks run, made up by the browser's debugger: no server knows them.
import type { Page, Route } from '@playwright/test';

interface Place {
  readonly url: (origin: URL) => string;
  readonly headers?: Readonly<Record<string, string>>;
}

const PATH = '/webauthn-checks/';

export const PLACES: Readonly<Record<string, Place>> = {
  site: { url: ({ origin }) => `${origin}${PATH}site` },
  below: { url: ({ host }) => `http://login.${host}${PATH}below` },
  suffix: { url: () => `https://someone.github.io${PATH}suffix` },
  address: { url: ({ port }) => `http://127.0.0.1:${port}${PATH}address` },
  clear: { url: () => `http://clear.example${PATH}clear` },
  data: { url: () => 'data:text/html,<!doctype html><title>Checks</title>' },
  sandbox: {
    url: ({ origin }) => `${origin}${PATH}sandbox`,
    headers: { 'content-security-policy': 'sandbox allow-scripts' },
  },
  forbidden: {
    url: ({ origin }) => `${origin}${PATH}forbidden`,
    headers: { 'permissions-policy': 'publickey-credentials-create=(), publickey-credentials-get=()' },
  },
};

/** What runs in a frame: one ceremony, and a word to the page above about its end. */
const IN_FRAME = `<!doctype html><script>
  addEventListener('message', async ({ data: ceremony, ports: [port] }) => {
    const challenge = Uint8Array.of(1, 2, 3);
    const publicKey = ceremony === 'get' ? { challenge, timeout: 1 } : {
      challenge,
      rp: { name: 'Ankra' },
      user: { id: Uint8Array.of(1), name: 'ada', displayName: 'Ada' },
      pubKeyCredParams: [{ type: 'public-key', alg: -7 }],
    };
    try {
      await navigator.credentials[ceremony]({ publicKey });
      port.postMessage('fulfilled');
    } catch (error) {
      port.postMessage(error.name);
    }
  });
</script>`;

export async function servePlaces(page: Page): Promise<void> {
  await page.route(
    ({ pathname }) => pathname.startsWith(PATH),
    async (route: Route) => {
      const name = new URL(route.request().url()).pathname.slice(PATH.length);
      const body = name === 'frame' ? IN_FRAME : '<!doctype html><title>Checks</title><body>';
      await route.fulfill({ contentType: 'text/html', headers: { ...PLACES[name]?.headers }, body });
    },
  );
}

/** In the page: how a ceremony ends in a frame of a kind. */
export function installFrames(inFrame: string): void {
  const own = `${location.origin}/webauthn-checks/frame`;
  const sources: Readonly<Record<string, () => Partial<HTMLIFrameElement>>> = {
    same: () => ({ src: own }),
    other: () => ({ src: own.replace(location.hostname, 'bank.localhost') }),
    opaque: () => ({ src: own }),
    text: () => ({ srcdoc: inFrame }),
  };
  const end = async (kind: string, ceremony: string, allow = ''): Promise<string> => {
    const frame = document.createElement('iframe');
    Object.assign(frame, { allow }, sources[kind]?.());
    if (kind === 'opaque') frame.setAttribute('sandbox', 'allow-scripts');
    const loaded = new Promise((resolve) => {
      frame.addEventListener('load', resolve);
    });
    document.body.append(frame);
    await loaded;
    const { port1, port2 } = new MessageChannel();
    const ended = new Promise<string>((resolve) => {
      port1.addEventListener('message', ({ data }) => resolve(String(data)));
    });
    port1.start();
    frame.contentWindow?.postMessage(ceremony, '*', [port2]);
    const answer = await ended;
    frame.remove();
    return answer;
  };
  Object.defineProperty(globalThis, 'framed', { value: end, configurable: true });
}

export const FRAME_PAGE = IN_FRAME;
