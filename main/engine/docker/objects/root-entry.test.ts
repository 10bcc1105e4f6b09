import { extract, type Header, pack } from 'tar-stream';
import { describe, expect, test } from 'vitest';
import { RootEntry } from './root-entry.ts';

/** What an archive has, chunk by chunk of a size. */
async function* chunked(archive: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < archive.length; at += size) yield archive.subarray(at, at + size);
}

type Entry = Pick<Header, 'name'> & Partial<Header>;

async function archiveOf(entries: readonly Entry[]): Promise<Buffer> {
  const archive = pack();
  for (const entry of entries) archive.entry(entry, '');
  archive.finalize();
  const chunks: Buffer[] = [];
  for await (const chunk of archive) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

async function entriesOf(archive: Buffer | undefined): Promise<unknown[]> {
  const entries = extract();
  entries.end(archive);
  const headers: unknown[] = [];
  for await (const entry of entries) {
    headers.push(entry.header);
    entry.resume();
  }
  return headers;
}

async function rootOf(archive: Buffer, size: number): Promise<{ root: RootEntry; passed: Buffer }> {
  const root = new RootEntry();
  const passed: Buffer[] = [];
  for await (const chunk of root.watch(chunked(archive, size))) passed.push(chunk);
  return { root, passed: Buffer.concat(passed) };
}

describe('the root of an archive', () => {
  const folder: Entry = {
    name: './',
    type: 'directory',
    mode: 0o750,
    uid: 33,
    gid: 34,
    mtime: new Date(1_000_000_000_000),
  };

  test.each([1, 100, 512, 10_000])('is found in chunks of %i bytes, and nothing of them changes', async (size) => {
    const archive = await archiveOf([folder, { name: './a' }]);
    const { root, passed } = await rootOf(archive, size);
    expect(passed.equals(archive)).toBe(true);
    expect(await entriesOf(root.named('volume/'))).toMatchObject([{ ...folder, name: 'volume/' }]);
  });

  test('is found behind attributes of its own', async () => {
    const archive = await archiveOf([{ ...folder, pax: { 'SCHILY.xattr.user.a': 'x'.repeat(2000) } }, { name: './a' }]);
    const { root } = await rootOf(archive, 300);
    expect(await entriesOf(root.named('./'))).toMatchObject([folder]);
  });

  test.each([
    ['another entry', [{ name: './a' }]],
    ['nothing', []],
  ])('is none where there is %s first', async (_, entries) => {
    expect((await rootOf(await archiveOf(entries), 512)).root.named('./')).toBeUndefined();
  });

  test('is not looked for without end', async () => {
    const endless = Buffer.alloc(3 * 1024 * 1024, 'x');
    expect((await rootOf(endless, 4096)).root.named('./')).toBeUndefined();
    const claimed = await archiveOf([{ ...folder, pax: { a: 'b' } }]);
    claimed.write('77777777777', 124, 'latin1');
    expect((await rootOf(Buffer.concat([claimed, endless]), 4096)).root.named('./')).toBeUndefined();
  });
});
