import type { RelyingParty } from '../../../../src/relying-party/relying-party.ts';
import { PASSWORD } from './test-site.ts';

export interface Page {
  readonly status: number;
  readonly text: string;
  /** Where it redirects to. */
  readonly location: string | null;
  readonly headers: Headers;
}

type Fields = Readonly<Record<string, string>>;

/** What a browser does for a site: keeps its cookie and sends the token of the form it shows. */
export class TestBrowser {
  readonly #site: RelyingParty;
  readonly origin: string;
  cookie: string | undefined;

  /** `origin` is what it asks for, where that is not the site's own. */
  constructor(site: RelyingParty, cookie?: string, origin: string = site.url) {
    this.#site = site;
    this.origin = origin;
    this.cookie = cookie;
  }

  async request(path: string, init: RequestInit = {}): Promise<Page> {
    const headers = new Headers(init.headers);
    if (this.cookie !== undefined) headers.set('Cookie', `session=${this.cookie}`);
    const response = await this.#site.fetch(new Request(`${this.origin}${path}`, { ...init, headers }));
    const set = response.headers.getSetCookie().at(-1);
    if (set !== undefined) this.cookie = /^session=([^;]*)/.exec(set)?.[1];
    return {
      status: response.status,
      text: await response.text(),
      location: response.headers.get('Location'),
      headers: response.headers,
    };
  }

  get(path: string): Promise<Page> {
    return this.request(path);
  }

  /** Posts with the CSRF token of this session, taken from a page that anyone can load. */
  async post(path: string, fields: Fields = {}): Promise<Page> {
    return this.postRaw(path, { ...fields, csrf: await this.csrf() });
  }

  postRaw(path: string, fields: Fields): Promise<Page> {
    return this.request(path, {
      method: 'POST',
      body: new URLSearchParams(fields).toString(),
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    });
  }

  async csrf(): Promise<string> {
    const { text } = await this.get('/sign-up');
    return /name="csrf" value="([^"]+)"/.exec(text)?.[1] ?? '';
  }

  signUp(email: string, name = 'Ada'): Promise<Page> {
    return this.post('/sign-up', { name, email, password: PASSWORD });
  }

  signIn(email: string, password = PASSWORD): Promise<Page> {
    return this.post('/sign-in', { email, password });
  }
}

/** What is written inside the element with this id. */
export function textOf(page: Page, id: string): string | undefined {
  return new RegExp(`id="${id}"[^>]*>([^<]*)<`).exec(page.text)?.[1]?.trim();
}

export function recoveryCodesOn(page: Page): readonly string[] {
  const list = /id="recovery-codes">([\s\S]*?)<\/ul>/.exec(page.text)?.[1] ?? '';
  return [...list.matchAll(/<code>([^<]+)<\/code>/g)].map((match) => match[1] ?? '');
}

export function secretOn(page: Page): string {
  return /data-secret="([A-Z2-7]+)"/.exec(page.text)?.[1] ?? '';
}
