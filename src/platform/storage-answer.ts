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
