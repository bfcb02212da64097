/** Asks that our data be kept when space is short; the answer is shown under Security and not relied on. */
export async function askToPersist(): Promise<void> {
  await navigator.storage.persist().catch(() => false);
}

export interface StorageAnswer {
  readonly persisted: boolean | null;
  /** In bytes, as the browser estimates them. */
  readonly usage: number | null;
  readonly quota: number | null;
}

/** A vault of ten thousand accounts takes about as much, with its copy and its history. */
const ROOM_FOR_A_VAULT_BYTES = 64 * 1024 * 1024;

/** Whether a change may soon be refused. Where the browser does not say, nobody is warned. */
export function isShortOfRoom({ usage, quota }: StorageAnswer): boolean {
  return usage !== null && quota !== null && quota - usage < ROOM_FOR_A_VAULT_BYTES;
}

/** What the browser says about keeping our data; shown, and not relied on. */
export async function storageAnswer(): Promise<StorageAnswer> {
  const [persisted, { usage, quota }] = await Promise.all([
    navigator.storage.persisted(),
    navigator.storage.estimate(),
  ]);
  return { persisted, usage: usage ?? null, quota: quota ?? null };
}
