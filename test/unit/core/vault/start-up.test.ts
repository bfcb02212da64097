import { describe, expect, test } from 'vitest';
import {
  decideRun,
  decideStartUp,
  type EngineAnswer,
  type HeadAnswer,
  type IndexAnswer,
  type LockedAnswers,
  type MirrorAnswer,
  type MirrorIndexAnswer,
  mayWrite,
  RUN_DECISIONS,
  type RunDecision,
  type StartUp,
  type UnlockedAnswers,
} from '../../../../src/core/vault/start-up.ts';

const ENGINES: readonly EngineAnswer[] = ['opened', 'absent', 'failed'];
const HEADS: readonly HeadAnswer[] = ['good', 'missing', 'damaged', 'newer-format'];
const MIRRORS: readonly MirrorAnswer[] = ['good', 'other-vault', 'damaged', 'missing'];

/** For each database and head: what is shown with a mirror that is good, another vault's, damaged, or missing. */
const TABLE: readonly (readonly [EngineAnswer, HeadAnswer, readonly [StartUp, StartUp, StartUp, StartUp]])[] =
  [
    ['opened', 'good', ['locked', 'two-vaults', 'locked', 'locked']],
    ['opened', 'missing', ['emptied-with-copy', 'emptied-with-copy', 'emptied', 'first-run']],
    [
      'opened',
      'damaged',
      ['head-damaged-with-copy', 'head-damaged-with-copy', 'head-damaged', 'head-damaged'],
    ],
    ['opened', 'newer-format', ['newer-format', 'newer-format', 'newer-format', 'newer-format']],
    ...HEADS.map(
      (head) => ['absent', head, ['emptied-with-copy', 'emptied-with-copy', 'emptied', 'first-run']] as const,
    ),
    ...HEADS.map(
      (head) =>
        [
          'failed',
          head,
          ['unavailable-with-copy', 'unavailable-with-copy', 'unavailable', 'unavailable'],
        ] as const,
    ),
  ];

function allLocked(): readonly LockedAnswers[] {
  return ENGINES.flatMap((engine) =>
    HEADS.flatMap((head) =>
      MIRRORS.flatMap((mirror) =>
        [false, true].map((installedMarker) => ({ engine, head, mirror, installedMarker })),
      ),
    ),
  );
}

describe('the decision at start-up, the vault locked', () => {
  test.each(TABLE)(
    'for a database %s with its head %s depends on the mirror alone: %j',
    (engine, head, states) => {
      const decide = (installedMarker: boolean) =>
        MIRRORS.map((mirror) => decideStartUp({ engine, head, mirror, installedMarker }));
      expect(decide(false)).toEqual(states);
      // The marker turns a first run into a lost vault, and changes nothing else.
      expect(decide(true)).toEqual(states.map((state) => (state === 'first-run' ? 'emptied' : state)));
    },
  );

  test('has a row for every input', () => {
    const rows = new Set(TABLE.map(([engine, head]) => `${engine} ${head}`));
    expect(rows.size).toBe(ENGINES.length * HEADS.length);
    expect(allLocked()).toHaveLength(96);
  });

  test('is a first run only where nothing at all says that there was a vault', () => {
    for (const answers of allLocked().filter((one) => decideStartUp(one) === 'first-run')) {
      expect(answers).toMatchObject({ mirror: 'missing', installedMarker: false });
      expect(answers.engine === 'absent' || (answers.engine === 'opened' && answers.head === 'missing')).toBe(
        true,
      );
    }
  });

  test('never asks for the passphrase of a database that does not open or has no good head', () => {
    for (const answers of allLocked().filter((one) => decideStartUp(one) === 'locked')) {
      expect(answers).toMatchObject({ engine: 'opened', head: 'good' });
      expect(answers.mirror).not.toBe('other-vault');
    }
  });
});

const INDEXES: readonly IndexAnswer[] = ['verifies', 'fails'];
const MIRROR_INDEXES: readonly MirrorIndexAnswer[] = ['newer', 'same', 'older', 'none'];

function allUnlocked(): readonly UnlockedAnswers[] {
  return INDEXES.flatMap((index) =>
    MIRROR_INDEXES.flatMap((mirror) =>
      [false, true].flatMap((mirrorFarFuller) =>
        [false, true].map((olderThanAnchor) => ({ index, mirror, mirrorFarFuller, olderThanAnchor })),
      ),
    ),
  );
}

/** Mirror, far fuller, older than the anchor: what to run on where the index verifies. */
const VERIFIED: readonly (readonly [MirrorIndexAnswer, boolean, boolean, RunDecision])[] = [
  ['newer', false, false, 'ask-mirror-newer'],
  ['newer', false, true, 'ask-mirror-newer'],
  ['newer', true, false, 'ask-mirror-newer'],
  ['newer', true, true, 'ask-mirror-newer'],
  ['same', false, false, 'run'],
  ['same', false, true, 'ask-older-copy'],
  ['same', true, false, 'ask-mirror-newer'],
  ['same', true, true, 'ask-mirror-newer'],
  ['older', false, false, 'run-and-refresh-mirror'],
  ['older', false, true, 'ask-older-copy'],
  ['older', true, false, 'ask-mirror-newer'],
  ['older', true, true, 'ask-mirror-newer'],
  ['none', false, false, 'run-and-refresh-mirror'],
  ['none', false, true, 'ask-older-copy'],
  ['none', true, false, 'run-and-refresh-mirror'],
  ['none', true, true, 'ask-older-copy'],
];

describe('the decision after unlocking', () => {
  test.each(VERIFIED)(
    'with a mirror that is %s, far fuller %s, the anchor ahead %s, is %s',
    (mirror, mirrorFarFuller, olderThanAnchor, decision) => {
      expect(decideRun({ index: 'verifies', mirror, mirrorFarFuller, olderThanAnchor })).toBe(decision);
    },
  );

  test('on an index that fails is the mirror where there is one, and else what opens by itself', () => {
    for (const answers of allUnlocked().filter(({ index }) => index === 'fails')) {
      expect(decideRun(answers)).toBe(answers.mirror === 'none' ? 'run-salvaged' : 'run-from-mirror');
    }
  });

  test('has a row for every input, and writes only where nothing is in doubt', () => {
    expect(VERIFIED.length + allUnlocked().filter(({ index }) => index === 'fails').length).toBe(
      allUnlocked().length,
    );
    expect(RUN_DECISIONS.filter(mayWrite)).toEqual(['run', 'run-and-refresh-mirror']);
    for (const answers of allUnlocked().filter((one) => mayWrite(decideRun(one)))) {
      expect(answers).toMatchObject({ index: 'verifies', olderThanAnchor: false });
      expect(answers.mirror).not.toBe('newer');
    }
  });
});
