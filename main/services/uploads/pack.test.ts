import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { Inbox } from './inbox.ts';
import { packUpload } from './pack.ts';

const owner = { uid: 1, gid: 2 };

async function packed(entries: Parameters<typeof packUpload>[0]['entries'], pieces: readonly string[]) {
  const left = pieces.map((piece) => new TextEncoder().encode(piece));
  const take = async () => left.shift() ?? Promise.reject(new Error('nothing more'));
  const parts: Uint8Array[] = [];
  for await (const part of packUpload({ entries, into: 'box', owner }, take)) parts.push(part);
  return Buffer.concat(parts);
}

describe('an upload', () => {
  it('is a tar that holds the files as they were, however their bytes were cut', async () => {
    const entries = [{ path: 'a', size: 3 }, { path: 'd' }, { path: 'd/b c', size: 4 }, { path: 'e', size: 0 }];
    const tar = await packed(entries, ['on', 'etw', 'o!']);
    const list = execFileSync('tar', ['-tvf', '-', '--numeric-owner'], { input: tar, encoding: 'utf8' });
    expect(list).toMatch(/1\/2 +3 .* box\/a\n.*box\/d\/\n.* 4 .* box\/d\/b c\n.* 0 .* box\/e\n/);
    expect(execFileSync('tar', ['-xOf', '-', 'box/d/b c'], { input: tar, encoding: 'utf8' })).toBe('two!');
  });

  it('that brings more than it said is refused', async () => {
    await expect(packed([{ path: 'a', size: 1 }], ['ab'])).rejects.toThrow('upload-too-long');
  });
});

describe('the inbox of an upload', () => {
  it('takes a chunk at a time, and none out of turn or once nobody reads', async () => {
    const inbox = new Inbox();
    const { signal } = new AbortController();
    const first = inbox.push(new Uint8Array([1]));
    await expect(inbox.push(new Uint8Array([2]))).rejects.toThrow('upload-out-of-turn');
    expect(await inbox.take(signal)).toEqual(new Uint8Array([1]));
    await first;
    const second = inbox.push(new Uint8Array([3]));
    inbox.close();
    await expect(second).rejects.toThrow('upload-over');
    const later = new Inbox();
    later.close();
    await expect(later.push(new Uint8Array())).rejects.toThrow('upload-over');
  });

  it('stops waiting for a page when it is told to', async () => {
    const stop = new AbortController();
    const taken = new Inbox().take(stop.signal);
    stop.abort(new Error('enough'));
    await expect(taken).rejects.toThrow('enough');
  });
});
