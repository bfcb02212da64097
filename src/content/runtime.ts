/** The little of the extension interface that a content script uses. `browser` is native from Chrome 148 on. */
interface ContentRuntime {
  readonly onMessage: { addListener(listener: (message: unknown) => Promise<unknown> | undefined): void };
  getURL(path: string): string;
  sendMessage(message: unknown): Promise<unknown>;
}

export const { runtime } = (
  globalThis as unknown as { readonly browser: { readonly runtime: ContentRuntime } }
).browser;
