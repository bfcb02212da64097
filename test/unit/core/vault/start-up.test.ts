import { describe, expect, test } from 'vitest';
import {
  decideStartUp,
  type EngineAnswer,
  type HeadAnswer,
  type StartUp,
} from '../../../../src/core/vault/start-up.ts';

const HEADS: readonly HeadAnswer[] = ['good', 'missing', 'damaged', 'newer-format'];

/** Every input there is: what is shown without the marker that a vault was created here, and with it. */
const TABLE: readonly (readonly [EngineAnswer, HeadAnswer, without: StartUp, withMarker: StartUp])[] = [
  ['opened', 'good', 'locked', 'locked'],
  ['opened', 'missing', 'first-run', 'emptied'],
  ['opened', 'damaged', 'head-damaged', 'head-damaged'],
  ['opened', 'newer-format', 'newer-format', 'newer-format'],
  ['absent', 'good', 'first-run', 'emptied'],
  ['absent', 'missing', 'first-run', 'emptied'],
  ['absent', 'damaged', 'first-run', 'emptied'],
  ['absent', 'newer-format', 'first-run', 'emptied'],
  ['failed', 'good', 'unavailable', 'unavailable'],
  ['failed', 'missing', 'unavailable', 'unavailable'],
  ['failed', 'damaged', 'unavailable', 'unavailable'],
  ['failed', 'newer-format', 'unavailable', 'unavailable'],
];

describe('the start-up decision', () => {
  test.each(TABLE)(
    'for a database %s with its head %s is %s, or %s under the marker',
    (engine, head, ...states) => {
      const decide = (installedMarker: boolean) => decideStartUp({ engine, head, installedMarker });
      expect([decide(false), decide(true)]).toEqual(states);
    },
  );

  test('has a row for every input', () => {
    expect(TABLE.length).toBe(3 * HEADS.length);
    expect(new Set(TABLE.map(([engine, head]) => `${engine} ${head}`)).size).toBe(TABLE.length);
  });

  test('is never a first run where anything says that there was a vault', () => {
    for (const [engine, head, without, withMarker] of TABLE) {
      expect(withMarker).not.toBe('first-run');
      if (without === 'first-run') expect(engine === 'absent' || head === 'missing').toBe(true);
    }
  });
});
