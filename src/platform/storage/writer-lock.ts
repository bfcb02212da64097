const WRITER = 'tallystick-vault-writer';
const MIRROR = 'tallystick-mirror-writer';
const SCRIPTS = 'tallystick-site-scripts';

/** Runs `work` while no other context of the extension holds the lock: without it 102 of 200 writes survived. */
export async function exclusively<Value>(work: () => Promise<Value>): Promise<Value> {
  return navigator.locks.request(WRITER, work);
}

/** As `exclusively`, for the mirror: it is written after the vault, and no change of the vault waits for it. */
export async function exclusivelyOnMirror<Value>(work: () => Promise<Value>): Promise<Value> {
  return navigator.locks.request(MIRROR, work);
}

/** As `exclusively`, for the scripts that are registered for sites: no change of the vault waits for the browser's answer. */
export async function exclusivelyOnScripts<Value>(work: () => Promise<Value>): Promise<Value> {
  return navigator.locks.request(SCRIPTS, work);
}
