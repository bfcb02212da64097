import { StoreError } from '../../core/vault/store.ts';
import { RequestFailure } from '../../messaging/failure.ts';

/** True where it is certain that nothing of a change was stored. */
export function isKnownUnstored(error: unknown): boolean {
  if (error instanceof RequestFailure) return true;
  return error instanceof StoreError && (error.code === 'full' || error.code === 'unavailable');
}
