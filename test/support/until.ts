const DEADLINE_MS = 20_000;
const POLL_MS = 100;

/** Tries until it is so; `describe` says what there was instead. */
export async function until(
  what: string,
  attempt: () => Promise<boolean>,
  describe: () => Promise<string> = () => Promise.resolve('nothing of it'),
  deadlineMs = DEADLINE_MS,
): Promise<void> {
  const deadline = performance.now() + deadlineMs;
  let failure: unknown;
  for (;;) {
    try {
      if (await attempt()) return;
      failure = undefined;
    } catch (error) {
      failure = error;
    }
    if (performance.now() > deadline) {
      const shown = await describe().catch(String);
      throw new Error(`waited in vain for ${what}; it shows: ${shown}`, { cause: failure });
    }
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}
