interface TrustedTypesFactory {
  createPolicy(
    name: string,
    rules: { createScriptURL(url: string): string },
  ): { createScriptURL(url: string): string };
}

/** Not in TypeScript's DOM library; absent where the browser does not enforce Trusted Types. */
const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypesFactory };

// `new Worker(url)` throws under require-trusted-types-for without a policy; this one admits packaged workers only.
const policy = trustedTypes?.createPolicy('tallystick-worker', { createScriptURL: packagedOnly });

/** A module worker from this package; `url` comes from an import with `?worker&url`. */
export function packagedWorker(url: string): Worker {
  return new Worker(policy?.createScriptURL(url) ?? packagedOnly(url), { type: 'module' });
}

function packagedOnly(url: string): string {
  const { origin } = new URL(url, location.href);
  if (origin !== location.origin) throw new TypeError('a worker must come from the extension package');
  return url;
}
