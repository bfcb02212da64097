// The note that there is a vault in this browser, and in which of its databases. That it cannot be written locks nobody out.
import type { Clock } from '../../core/vault/outside.ts';
import type { LocalFacts } from './vault-survey.ts';

interface MarkerParts {
  readonly local: LocalFacts;
  readonly outside: { readonly clock: Clock };
}

/** Missing where the browser died between the first commit and the marker. */
export async function restoreMarker(
  parts: MarkerParts,
  of: { readonly vaultId: string; readonly generation: number },
): Promise<void> {
  const marker = await parts.local.readInstalledMarker().catch(() => undefined);
  const isRight = typeof marker === 'object' && marker.generation === of.generation;
  if (!isRight) await writeMarker(parts, of);
}

export async function writeMarker(
  { local, outside }: MarkerParts,
  of: { readonly vaultId: string; readonly generation: number },
): Promise<void> {
  try {
    await local.writeInstalledMarker({ ...of, createdAt: outside.clock.now() });
  } catch {
    // Its loss matters only once the database is lost too.
  }
}
