// What the two engines say before any key is known: which database is the vault, which head opens it, what the mirror has.
import { equalBytes } from '../../core/bytes/bytes.ts';
import { decodeHeader } from '../../core/vault/header.ts';
import { type Heads, readHeads } from '../../core/vault/head.ts';
import { bestMirrorHeader, type MirrorHeader } from '../../core/vault/mirror/mirror.ts';
import type { MirrorMedium } from '../../core/vault/mirror/mirror-store.ts';
import {
  decideStartUp,
  type EngineAnswer,
  type HeadAnswer,
  type LockedAnswers,
  type MirrorAnswer,
  type StartUp,
} from '../../core/vault/start-up.ts';
import { type Engine, type Generations, StoreError } from '../../core/vault/store.ts';

export interface InstalledMarker {
  readonly vaultId: string;
  readonly createdAt: number;
  /** Of the databases of this browser, the one that was the vault when the marker was written. */
  readonly generation: number;
}

export interface LocalFacts {
  readInstalledMarker(): Promise<InstalledMarker | 'damaged' | undefined>;
  writeInstalledMarker(marker: InstalledMarker): Promise<void>;
  forgetEverything(): Promise<void>;
}

export interface SurveyParts {
  readonly generations: Generations;
  readonly mirror: MirrorMedium;
  readonly local: LocalFacts;
}

export interface Survey extends LockedAnswers {
  readonly state: StartUp;
  readonly generation: number;
  readonly store: Engine;
  readonly heads: Heads | undefined;
  /** The better mirror header, whatever vault it is of. */
  readonly mirrorHeader: MirrorHeader | undefined;
}

interface Found {
  readonly generation: number;
  readonly store: Engine;
  readonly engine: EngineAnswer;
  readonly head: HeadAnswer;
  readonly heads: Heads | undefined;
}

/** Looks, and changes nothing: not even the database is created by it. */
export async function surveyVault({ generations, mirror, local }: SurveyParts): Promise<Survey> {
  const copyRead = readCopy(mirror);
  const [marker, listed] = await Promise.all([readMarker(local), generations.list().catch(() => undefined)]);
  const [found, copy] = await Promise.all([findCurrent(generations, marker, listed), copyRead]);
  const mirrorAnswer = answerOf(copy, found);
  const answers: LockedAnswers = {
    engine: found.engine,
    head: found.head,
    mirror: mirrorAnswer,
    installedMarker: marker !== undefined,
  };
  return { ...found, ...answers, mirrorHeader: copy.header, state: decideStartUp(answers) };
}

/** The heads by which the vault is unlocked: the mirror's where the user chose it, or where the database has none. */
export function headsFrom({ heads, mirrorHeader }: Survey, source: 'database' | 'copy'): Heads | undefined {
  if (source === 'database') return heads;
  const decoded = mirrorHeader && decodeHeader(mirrorHeader.head);
  if (mirrorHeader === undefined || decoded?.ok !== true) return undefined;
  return { good: { header: decoded.header, bytes: mirrorHeader.head }, copies: ['good'] };
}

/**
 * The highest generation that holds anything. None below the one that the marker names is taken for the vault: where
 * that one came back empty, an older one would be taken for it in silence.
 */
async function findCurrent(
  generations: Generations,
  marker: InstalledMarker | 'damaged' | undefined,
  listed: readonly number[] | undefined,
): Promise<Found> {
  const least = typeof marker === 'object' ? marker.generation : 0;
  const candidates = [...new Set([...(listed ?? []), least])]
    .filter((one) => one >= least)
    .toSorted((a, b) => b - a);
  for (const generation of candidates) {
    const found = await lookInto(generation, generations.at(generation));
    if (found.engine === 'failed' || found.head !== 'missing') return found;
  }
  const found = await lookInto(least, generations.at(least));
  // Neither the list nor the marker says which databases there are: that this one is absent proves no first run.
  const isUnknown = listed === undefined && typeof marker !== 'object' && found.engine === 'absent';
  return { ...found, generation: least, engine: isUnknown ? 'failed' : found.engine };
}

async function lookInto(generation: number, store: Engine): Promise<Found> {
  const engine = await store.probe();
  if (engine !== 'opened') return { generation, store, engine, head: 'missing', heads: undefined };
  try {
    const heads = await readHeads(store);
    const head = headAnswer(heads.copies);
    // Roots without a head are what is left of a vault, never a first run.
    const isLeftOver = head === 'missing' && (await store.latestRoot()) !== undefined;
    return { generation, store, engine, head: isLeftOver ? 'damaged' : head, heads };
  } catch (error) {
    if (error instanceof StoreError) {
      return { generation, store, engine: 'failed', head: 'missing', heads: undefined };
    }
    throw error;
  }
}

/**
 * storage.local that does not answer is as good as a damaged marker: a database that is there decides alone, and one that
 * came back empty is not taken for a first run because nobody could be asked.
 */
async function readMarker(local: LocalFacts): Promise<InstalledMarker | 'damaged' | undefined> {
  return local.readInstalledMarker().catch(() => 'damaged' as const);
}

interface Copy {
  readonly header: MirrorHeader | undefined;
  readonly hasAny: boolean;
}

async function readCopy(mirror: MirrorMedium): Promise<Copy> {
  try {
    const stored = await mirror.readHeaders();
    return { header: bestMirrorHeader(stored).header, hasAny: stored.some((bytes) => bytes !== undefined) };
  } catch {
    return { header: undefined, hasAny: false };
  }
}

function answerOf({ header, hasAny }: Copy, { heads }: Found): MirrorAnswer {
  if (header === undefined) return hasAny ? 'damaged' : 'missing';
  const own = heads?.good?.header;
  if (own === undefined) return 'good';
  // A later epoch is a vault under another key: as foreign to this database as another vault.
  return equalBytes(own.vaultId, header.vaultId) && header.epoch <= own.epoch ? 'good' : 'other-vault';
}

function headAnswer(copies: readonly HeadAnswer[]): HeadAnswer {
  const order: readonly HeadAnswer[] = ['newer-format', 'good', 'damaged'];
  return order.find((answer) => copies.includes(answer)) ?? 'missing';
}
