/**
 * When the newest version in CHANGELOG.md was made (25 November 2026, UTC), in ms since the epoch: a clock that reads
 * earlier is wrong. Moved with every release; a test holds the two together.
 */
export const RELEASED_AT: number = 1_795_564_800_000;
