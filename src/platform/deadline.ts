/** Rejects with `error()` when `work` has not settled after `ms`; the work itself cannot be stopped, only left. */
export async function withDeadline<Value>(
  work: Promise<Value>,
  ms: number,
  error: () => Error,
): Promise<Value> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const expired = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(error()), ms);
  });
  try {
    return await Promise.race([work, expired]);
  } finally {
    clearTimeout(timer);
  }
}

/** What nobody notices before the popup is painted. */
const UNNOTICED_MS = 150;

/** `otherwise` where `work` has failed, or has not answered within `ms`: a time that nobody notices, where left out. */
export function inTime<Value>(work: Promise<Value>, otherwise: Value, ms = UNNOTICED_MS): Promise<Value> {
  return withDeadline(work, ms, () => new Error('too late')).catch(() => otherwise);
}
