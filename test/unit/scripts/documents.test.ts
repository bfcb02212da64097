// The papers say what is there: links lead somewhere, commands and files exist, and what they call a button is on one.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const PAPERS = [...markdownIn('.'), ...markdownIn('docs'), ...markdownIn('docs/adr')];
/** What people read who have the product in front of them. */
const FOR_USERS = [
  'PRIVACY.md',
  ...['getting-started', 'keyboard', 'lost-computer', 'moving-in', 'recovery-codes', 'troubleshooting'].map(
    (name) => `docs/${name}.md`,
  ),
];

const TEXTS = Object.values(
  JSON.parse(readFileSync(path.join(ROOT, 'public/_locales/en/messages.json'), 'utf8')) as {
    readonly [key: string]: { readonly message: string };
  },
).map(({ message }) => message.replace(/[….:]+$/, ''));

const TESTS = readdirSync(path.join(ROOT, 'test'), { recursive: true, encoding: 'utf8' }).map((file) =>
  path.basename(file),
);

describe.each(PAPERS)('%s', (paper) => {
  const text = read(paper);

  test('has no dead link', () => {
    for (const [, target = ''] of withoutCode(text).matchAll(/(?:\]\(|src=")([^)"\s]+)[)"]/g)) {
      if (/^[a-z]+:/.test(target)) continue;
      const [file = '', anchor] = target.split('#');
      const full = file === '' ? paper : path.join(path.dirname(paper), file);
      expect(existsSync(path.join(ROOT, full)), `${target} leads nowhere`).toBe(true);
      if (anchor !== undefined) expect(anchorsOf(full), `${target} has no such heading`).toContain(anchor);
    }
  });

  test('names commands that there are', () => {
    const { scripts } = JSON.parse(read('package.json')) as { readonly scripts: object };
    const named = [...text.matchAll(/npm run (?:-s |--silent )?([a-z][a-z:-]*)/g)].map(([, name]) => name);
    expect(Object.keys(scripts)).toEqual(expect.arrayContaining(named));
  });

  test('names files that there are', () => {
    const named = text.matchAll(/`((?:src|test|scripts|docs|bench|public|\.github)\/[\w./-]*[\w/])`/g);
    for (const [, file = ''] of named) expect(existsSync(path.join(ROOT, file)), file).toBe(true);
    for (const [, file = ''] of text.matchAll(/`([a-z-]+\/[\w./-]+\.tsx?)`/g))
      expect(
        ['', 'src', 'src/core', 'src/relying-party', 'test/unit/relying-party'].some((room) =>
          existsSync(path.join(ROOT, room, file)),
        ),
        file,
      ).toBe(true);
    for (const [, file = ''] of text.matchAll(/`([\w.-]+\.(?:test|spec)\.ts)\b/g))
      expect(TESTS, file).toContain(file);
  });
});

test.each(FOR_USERS)('%s calls buttons and pages by the names that they have', (paper) => {
  const named = [...withoutCode(read(paper)).matchAll(/\*\*([^*]+)\*\*/g)].map(([, name]) => name ?? '');
  const labels = named
    .filter((name) => /^[A-Z]/.test(name) && !/[.:]$/.test(name))
    .flatMap((name) => name.split(' > '));
  for (const label of labels) expect(TEXTS, `“${label}”`).toContain(label.replace(/[….:]+$/, ''));
});

function markdownIn(folder: string): readonly string[] {
  return readdirSync(path.join(ROOT, folder))
    .filter((name) => name.endsWith('.md'))
    .map((name) => path.join(folder, name));
}

function read(file: string): string {
  return readFileSync(path.join(ROOT, file), 'utf8');
}

function withoutCode(text: string): string {
  return text.replaceAll(/```[\s\S]*?```/g, '').replaceAll(/`[^`\n]*`/g, '');
}

/** As hosts make them of headings: small letters, no punctuation, hyphens for blanks. */
function anchorsOf(file: string): readonly string[] {
  if (!file.endsWith('.md')) return [];
  return [...read(file).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-'),
  );
}
