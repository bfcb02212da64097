/** Asks that our data be kept when space is short; the answer is shown under Security and not relied on. */
export async function askToPersist(): Promise<void> {
  await navigator.storage.persist().catch(() => false);
}

/** What the browser says about keeping our data; shown, and not relied on. */
export async function storageAnswer(): Promise<{
  readonly persisted: boolean | null;
  readonly usage: number | null;
  readonly quota: number | null;
}> {
  const [persisted, { usage, quota }] = await Promise.all([
    navigator.storage.persisted(),
    navigator.storage.estimate(),
  ]);
  return { persisted, usage: usage ?? null, quota: quota ?? null };
}
