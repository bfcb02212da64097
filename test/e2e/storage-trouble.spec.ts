// Every recovery screen of the manage page by the keyboard alone, in both themes: what happened is said, what can be done is
// reached by Tab, and done by Enter.
import { rmSync } from 'node:fs';
import path from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { named, remove } from '../faults/damage-files.ts';
import { copyProfile, databaseFolder, localFolder, run, withFolder } from '../faults/faulty-browser.ts';
import { removeSeedProfiles, seedProfile } from '../faults/seed-profile.ts';
import { PASSPHRASE } from '../faults/vault-driver.ts';
import { violationsOn } from '../support/browsers/axe-violations.ts';
import { press, tabTo, typeInto } from '../support/browsers/by-keyboard.ts';

const OTHER = 'another passphrase for another vault';

test.afterAll(removeSeedProfiles);

interface Damage {
  /** Done while the browser is closed. */
  readonly onFiles?: (profile: string) => void;
  /** Done by a page of the extension, before the browser is closed once more. */
  readonly inPage?: (page: Page) => Promise<unknown>;
}

/** The manage page of a browser whose vault was damaged so. */
async function withTrouble(damage: Damage, walk: (page: Page) => Promise<void>): Promise<void> {
  const seed = await seedProfile('leveldb', 'small');
  await withFolder(async (folder) => {
    const profile = path.join(folder, 'profile');
    copyProfile(seed.folder, profile);
    if (damage.inPage !== undefined) {
      const first = await run(profile);
      await damage.inPage(first.driver.page);
      await first.close();
    }
    damage.onFiles?.(profile);
    const running = await run(profile);
    try {
      await running.driver.page.close();
      await walk(await running.browser.openManage());
    } finally {
      await running.close();
    }
  });
}

/** The screen says this, and is what axe and the eye of either theme can live with. */
async function expectScreen(page: Page, heading: string, says: RegExp): Promise<void> {
  // A data store that does not open is tried three times before that is said.
  await expect(page.getByRole('heading', { name: heading, level: 1 })).toBeVisible({ timeout: 20_000 });
  await expect(page.getByRole('alert').filter({ hasText: says }).first()).toBeVisible();
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await violationsOn(page), colorScheme).toEqual([]);
    await page.screenshot({ path: test.info().outputPath(`${colorScheme}.png`), fullPage: true });
  }
  await page.emulateMedia({ colorScheme: null });
}

const removeDatabase = (profile: string): void =>
  rmSync(databaseFolder(profile, 'leveldb'), { recursive: true, force: true });

/** Runs on the records of the vault's database, as something that writes to the profile would. */
function inDatabase(page: Page, storeName: string, change: 'flip' | 'newer'): Promise<void> {
  return page.evaluate(
    async ([store, how]) => {
      const open = indexedDB.open('tallystick-vault');
      await new Promise((resolve) => {
        open.onsuccess = resolve;
      });
      const all = open.result.transaction(store).objectStore(store);
      const [keys, values] = [all.getAllKeys(), all.getAll()];
      await new Promise((resolve) => {
        values.onsuccess = resolve;
      });
      const changed = await Promise.all(
        (values.result as Uint8Array<ArrayBuffer>[]).map(async (value) => {
          const bytes = new Uint8Array(value);
          if (how === 'flip') bytes[60] = (bytes[60] ?? 0) ^ 1;
          else {
            // minReader, and the checksum made right again (docs/vault-format.md, section 3).
            bytes[7] = 99;
            const sum = await crypto.subtle.digest('SHA-256', bytes.subarray(0, -32));
            bytes.set(new Uint8Array(sum), bytes.length - 32);
          }
          return bytes;
        }),
      );
      const write = open.result.transaction(store, 'readwrite', { durability: 'strict' });
      for (const [at, value] of changed.entries()) {
        write.objectStore(store).put(value, keys.result[at]);
      }
      await new Promise((resolve) => {
        write.oncomplete = resolve;
      });
      open.result.close();
    },
    [storeName, change] as const,
  );
}

/** The second copy goes; that there was a vault is still remembered. */
function removeCopy(page: Page): Promise<void> {
  return page.evaluate(async () => {
    const { local } = (globalThis as unknown as ExtensionGlobals).chrome.storage;
    const names = Object.keys(await local.get(null)).filter((name) => name.startsWith('mirror.'));
    await local.remove(names);
  });
}

async function unlockByKeyboard(page: Page): Promise<void> {
  await typeInto(page, 'Passphrase', PASSPHRASE);
  await page.keyboard.press('Enter');
}

test('an emptied data store: the copy is unlocked and the vault built again, all by keyboard', async () => {
  await withTrouble({ onFiles: removeDatabase }, async (page) => {
    await expectScreen(page, 'Storage trouble', /data store/);
    // The passphrase comes first, without a Tab; a wrong one says so and keeps the focus there.
    await page.keyboard.type('not this one');
    await page.keyboard.press('Enter');
    await expect(page.getByText('That is not the passphrase of this vault.')).toBeVisible();
    await page.keyboard.press('ControlOrMeta+A');
    await unlockByKeyboard(page);
    await expect(page.getByRole('navigation')).toBeVisible();
    await expect(page.getByRole('alert')).toContainText('second copy');
    await press(page, 'Build the vault again from the second copy');
    await expect(page.getByRole('status')).toContainText('Done.');
    await expect(page.getByRole('alert')).toHaveCount(0);
    // The button is gone: the keyboard goes on at what is shown.
    await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe('H1');
  });
});

test('no copy: the raw data is saved and a new vault is started, all by keyboard', async () => {
  await withTrouble({ inPage: removeCopy, onFiles: removeDatabase }, async (page) => {
    await expectScreen(page, 'Storage trouble', /data store/);
    const download = page.waitForEvent('download');
    await press(page, 'Save the raw data');
    expect((await download).suggestedFilename()).toBe('tallystick-raw-data.json');
    await expect(page.getByRole('status')).toContainText('Saved.');
    await press(page, 'Start a new vault');
    await page.keyboard.type(OTHER);
    await typeInto(page, 'The same passphrase again', OTHER);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { name: 'Your vault is ready' })).toBeVisible();
  });
});

test('a data store that does not open: codes come from the copy, and the way out is said and reached', async () => {
  const removeManifest = (profile: string) => remove(named(databaseFolder(profile, 'leveldb'), /^MANIFEST/));
  await withTrouble({ onFiles: removeManifest }, async (page) => {
    await expectScreen(page, 'Storage trouble', /second copy/);
    await unlockByKeyboard(page);
    await expect(page.getByRole('navigation')).toBeVisible();
    await press(page, 'Build the vault again from the second copy');
    await expect(page.getByRole('alert')).toContainText('add it again, and restore the backup');
    await press(page, 'Make a backup');
    await expect(page.getByRole('heading', { name: 'Backup', level: 1 })).toBeVisible();
  });
});

test('both heads damaged: the copy unlocks the vault', async () => {
  await withTrouble({ inPage: (page) => inDatabase(page, 'head', 'flip') }, async (page) => {
    await expectScreen(page, 'Storage trouble', /second copy/);
    await unlockByKeyboard(page);
    await expect(page.getByRole('navigation')).toBeVisible();
  });
});

test('a vault of a newer version: nothing can be done but what harms nothing', async () => {
  await withTrouble({ inPage: (page) => inDatabase(page, 'head', 'newer') }, async (page) => {
    await expectScreen(page, 'Storage trouble', /newer/);
    await tabTo(page, 'Save the raw data');
    await expect(page.getByRole('button', { name: 'Start a new vault' })).toHaveCount(0);
    await expect(page.getByLabel('Passphrase')).toHaveCount(0);
  });
});

test('damaged records: which are safe is said, and the others are repaired, by keyboard', async () => {
  await withTrouble({ inPage: (page) => inDatabase(page, 'records', 'flip') }, async (page) => {
    await expect(page.getByRole('heading', { name: 'Locked' })).toBeVisible();
    await unlockByKeyboard(page);
    await expectScreen(page, 'Accounts', /damaged/);
    await press(page, 'Repair from the second copy');
    await expect(page.getByRole('status')).toContainText('Done.');
    await expect(page.getByRole('alert')).toHaveCount(0);
  });
});

test('two vaults: each can be unlocked, the one of the data store first', async () => {
  const other = await seedProfile('leveldb', 'large');
  const exchange = (profile: string) => {
    rmSync(localFolder(profile), { recursive: true });
    copyProfile(localFolder(other.folder), localFolder(profile));
  };
  await withTrouble({ onFiles: exchange }, async (page) => {
    await expectScreen(page, 'Storage trouble', /two/i);
    await tabTo(page, 'Passphrase');
    await unlockByKeyboard(page);
    await expect(page.getByRole('navigation')).toBeVisible();
  });
});

test('little room left: it is said before a change is refused, and the backup is one step away', async () => {
  await withTrouble({}, async (page) => {
    await page.addInitScript(() => {
      navigator.storage.estimate = () => Promise.resolve({ usage: 50_000_000, quota: 60_000_000 });
    });
    await page.reload();
    await expect(page.getByRole('heading', { name: 'Locked' })).toBeVisible();
    await unlockByKeyboard(page);
    await expectScreen(page, 'Accounts', /almost no room left/);
    await press(page, 'Make a backup');
    await expect(page.getByRole('heading', { name: 'Backup', level: 1 })).toBeVisible();
  });
});

interface ExtensionGlobals {
  readonly chrome: {
    readonly storage: {
      readonly local: {
        get(keys: null): Promise<Record<string, unknown>>;
        remove(keys: readonly string[]): Promise<void>;
      };
    };
  };
}
