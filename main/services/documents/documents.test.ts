import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type FilePresence } from '../../../app/documents.ts';
import { type Problem, toProblem } from '../../../app/rpc/problem.ts';
import { FilePath } from '../../../app/text/file-path.ts';
import { unshared } from '../../disk/unshared-fixture.ts';
import { createDocuments } from './documents.ts';
import { Grants } from './grants.ts';

let folder = '';
let home = '';
let grants: Grants;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'gantry-files-'));
  home = mkdtempSync(join(tmpdir(), 'gantry-home-'));
  grants = await Grants.open({ env: {}, home, platform: process.platform, uid: 0, root: '' }, at('data'));
});
afterEach(() => {
  for (const path of [folder, home]) rmSync(path, { recursive: true });
});

const context = { signal: new AbortController().signal };
const at = (name: string): string => join(folder, name);
const failure = async (run: () => unknown): Promise<Problem> => {
  try {
    await run();
  } catch (error) {
    return toProblem(error);
  }
  return expect.unreachable();
};

describe('documents', () => {
  test('are written only if nobody else did, through links, with their mode', async () => {
    const documents = createDocuments(unshared(at('data')), grants);
    await grants.openFolder(folder);
    writeFileSync(at('real.yml'), 'one');
    chmodSync(at('real.yml'), 0o755);
    symlinkSync('real.yml', at('link.yml'));
    const { text, version } = await documents.read({ path: at('link.yml') }, context);
    expect(text).toBe('one');
    const next = await documents.write({ path: at('link.yml'), text: 'two', version }, context);
    expect(readFileSync(at('real.yml'), 'utf8')).toBe('two');
    expect(lstatSync(at('link.yml')).isSymbolicLink()).toBe(true);
    expect(statSync(at('real.yml')).mode & 0o777).toBe(0o755);
    writeFileSync(at('real.yml'), 'theirs');
    expect(
      (await failure(() => documents.write({ path: at('link.yml'), text: 'x', version: next.version }, context))).code,
    ).toBe('conflict');
    expect(readFileSync(at('real.yml'), 'utf8')).toBe('theirs');
  });

  test('that were not opened here are not written, nor are new ones of any name', async () => {
    const documents = createDocuments(unshared(at('data')), grants);
    await grants.openFolder(folder);
    writeFileSync(at('.bashrc'), 'x');
    expect((await failure(() => documents.write({ path: at('.bashrc'), text: '' }, context))).code).toBe(
      'permission-denied',
    );
    expect((await failure(() => documents.write({ path: at('new.sh'), text: '' }, context))).code).toBe(
      'permission-denied',
    );
    for (const name of ['Dockerfile', 'Dockerfile.dev', '.dockerignore', 'compose.yaml', 'a.yml']) {
      await documents.write({ path: at(name), text: name }, context);
      expect(readFileSync(at(name), 'utf8')).toBe(name);
    }
  });

  test('that are no text, too long or gone are refused', async () => {
    const documents = createDocuments(unshared(at('data')), grants);
    await grants.openFolder(folder);
    writeFileSync(at('binary.yml'), Buffer.from([0xff, 0xfe, 0]));
    writeFileSync(at('long.yml'), Buffer.alloc(1024 * 1024 + 1, 'a'));
    mkdirSync(at('folder.yml'));
    for (const name of ['binary.yml', 'long.yml', 'folder.yml']) {
      expect((await failure(() => documents.read({ path: at(name) }, context))).code).toBe('unsupported');
    }
    expect((await failure(() => documents.read({ path: at('nope.yml') }, context))).code).toBe('not-found');
    for (const path of ['relative', '../x', '', '/a\0b']) expect(FilePath.safeParse(path).success).toBe(false);
  });

  test('are told when they change on the disk', async () => {
    const documents = createDocuments(unshared(at('data')), grants);
    const stop = new AbortController();
    const seen: FilePresence['state'][] = [];
    for await (const { state } of documents.watch({ path: at('a.yml') }, { signal: stop.signal })) {
      seen.push(state);
      if (seen.length === 1) writeFileSync(at('a.yml'), '1');
      else if (seen.length === 2) rmSync(at('a.yml'));
      else stop.abort();
    }
    expect(seen).toEqual(['missing', 'present', 'missing']);
  });

  test('are listed, folders first, hidden ones last and only when asked for', async () => {
    const documents = createDocuments(unshared(at('data')), grants);
    mkdirSync(at('z'));
    mkdirSync(at('.git'));
    writeFileSync(at('a'), '');
    writeFileSync(at('.env'), '');
    symlinkSync('z', at('l'));
    const shown = [
      { name: 'l', kind: 'folder' },
      { name: 'z', kind: 'folder' },
      { name: 'a', kind: 'file' },
    ];
    const hidden = [
      { name: '.git', kind: 'folder' },
      { name: '.env', kind: 'file' },
    ];
    expect(await documents.list({ folder }, context)).toMatchObject({ truncated: false, entries: shown });
    expect(await documents.list({ folder, hidden: true }, context)).toMatchObject({ entries: [...shown, ...hidden] });
  });

  test('are not flushed before unsaved work that came just before is kept', async () => {
    const path = at('Dockerfile');
    const documents = createDocuments(unshared(at('data')), grants);
    const saved = documents.saveDraft({ path, text: 'work' }, context);
    await documents.flush();
    expect(await createDocuments(unshared(at('data')), grants).draft({ path }, context)).toEqual({ text: 'work' });
    await saved;
  });

  test('keep unsaved work over a restart, at most 100 pieces', async () => {
    const path = at('Dockerfile');
    await createDocuments(unshared(at('data')), grants).saveDraft({ path, text: 'work' }, context);
    const documents = createDocuments(unshared(at('data')), grants);
    expect(await documents.draft({ path }, context)).toEqual({ text: 'work' });
    await documents.dropDraft({ path }, context);
    expect(await documents.draft({ path }, context)).toBeUndefined();
  });
});
