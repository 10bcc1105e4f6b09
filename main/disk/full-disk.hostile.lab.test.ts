import { execFileSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { thisMachine } from '../engine/endpoints/machine.ts';
import { createDocuments } from '../services/documents/documents.ts';
import { Grants } from '../services/documents/grants.ts';
import { createSettings } from '../services/settings/settings.ts';
import { writeArchive } from '../services/transfers/archive-file.ts';
import { DataFolder } from './data-folder.ts';

const context = { signal: new AbortController().signal };
const full = { problem: { code: 'no-space' } };

let disk: string;
let folder: DataFolder;
beforeEach(async () => {
  disk = mkdtempSync(join(tmpdir(), 'gantry-full-disk-'));
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', disk]);
  folder = await DataFolder.open(join(disk, 'data'));
});
afterEach(async () => {
  await folder.release();
  execFileSync('umount', [disk]);
  rmSync(disk, { recursive: true });
});

/** Leaves no room for a byte. */
function fill(): void {
  const file = openSync(join(disk, 'ballast'), 'w');
  try {
    for (;;) writeSync(file, Buffer.alloc(4096));
  } catch {
    // There it is.
  } finally {
    closeSync(file);
  }
}

const makeRoom = () => rm(join(disk, 'ballast'));

/** The person has opened the disk as a folder to build. */
async function granted(): Promise<Grants> {
  const grants = await Grants.open(thisMachine({}), folder.path);
  await grants.openFolder(disk);
  return grants;
}

describe('a full disk', () => {
  test('is said when settings change; what was chosen holds, and is written when there is room', async () => {
    const settings = await createSettings(folder);
    await settings.update({ theme: 'dark' }, context);
    fill();
    await expect(settings.update({ dockHeight: 123 }, context)).rejects.toMatchObject(full);
    expect(settings.current()).toMatchObject({ theme: 'dark', dockHeight: 123 });
    expect(JSON.parse(await readFile(join(folder.path, 'settings.json'), 'utf8'))).toMatchObject({ theme: 'dark' });
    await makeRoom();
    await settings.flush();
    expect(JSON.parse(await readFile(join(folder.path, 'settings.json'), 'utf8'))).toMatchObject({ dockHeight: 123 });
    expect((await readdir(folder.path)).toSorted()).toEqual(['lock', 'settings.json']);
  });

  test('is said when unsaved work is kept, which stays in memory', async () => {
    const documents = createDocuments(folder, await granted());
    const path = join(disk, 'Dockerfile');
    fill();
    await expect(documents.saveDraft({ path, text: 'work' }, context)).rejects.toMatchObject(full);
    expect(await documents.draft({ path }, context)).toEqual({ text: 'work' });
  });

  test('is said when a file is saved: an old one stays whole, of a new one nothing stays', async () => {
    const documents = createDocuments(folder, await granted());
    const path = join(disk, 'Dockerfile');
    await writeFile(path, 'FROM busybox\n');
    const { version } = await documents.read({ path }, context);
    fill();
    const text = `${'#'.repeat(10_000)}\n`;
    await expect(documents.write({ path, text, version }, context)).rejects.toMatchObject(full);
    await expect(documents.write({ path: join(disk, 'new.yaml'), text }, context)).rejects.toMatchObject(full);
    expect(await readFile(path, 'utf8')).toBe('FROM busybox\n');
    expect((await readdir(disk)).toSorted()).toEqual(['Dockerfile', 'ballast', 'data']);
  });

  test('is said when an archive is written, of which nothing stays', async () => {
    fill();
    const chunks = (async function* () {
      yield Buffer.alloc(100_000);
    })();
    await expect(writeArchive(join(disk, 'image.tar'), false, chunks)).rejects.toMatchObject(full);
    expect((await readdir(disk)).toSorted()).toEqual(['ballast', 'data']);
  });

  test('at the start is a reason to keep nothing, not to stay away', async () => {
    fill();
    const other = await DataFolder.open(join(disk, 'other'));
    expect(other.unkept?.cause.reason).toBe('disk-full');
    const settings = await createSettings(other);
    await settings.update({ theme: 'dark' }, context);
    expect(settings.current().theme).toBe('dark');
  });
});
