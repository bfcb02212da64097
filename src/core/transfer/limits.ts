// No real export comes near these; they are what a hostile file can cost at most.

export const MAX_FILE_BYTES: number = 20 * 1024 * 1024;
/** What an archive may unpack to, and how many times its packed size. */
export const MAX_UNPACKED_BYTES: number = 64 * 1024 * 1024;
export const MAX_UNPACKED_RATIO = 100;
export const MAX_ARCHIVE_ENTRIES = 1000;
/** Of JSON and XML. */
export const MAX_DEPTH = 32;
/** Values of JSON and elements of XML: each costs memory many times its text. */
export const MAX_VALUES = 2_000_000;
export const MAX_ENTRIES = 10_000;
