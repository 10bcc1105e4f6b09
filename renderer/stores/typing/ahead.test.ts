import { describe, expect, it } from 'vitest';
import { createAheadStore } from './ahead.ts';

const opened = (session: string) => () => Promise.resolve({ session });

describe('what is typed for a shell that is being opened', () => {
  it('goes to its screen, once', async () => {
    const ahead = createAheadStore();
    const opening = ahead.during('web', opened('1'));
    ahead.type('ls');
    await opening;
    ahead.type('ls\n');
    expect(ahead.take('2')).toBeUndefined();
    expect(ahead.take('1')).toBe('ls\n');
    expect(ahead.take('1')).toBeUndefined();
    expect(ahead.state.getState()).toBeUndefined();
  });

  it('is forgotten where it cannot be opened, or is left', async () => {
    const ahead = createAheadStore();
    const failing = ahead.during('web', () => Promise.reject(new Error('no shell')));
    ahead.type('ls');
    await expect(failing).rejects.toThrow('no shell');
    expect(ahead.state.getState()).toBeUndefined();
    const opening = ahead.during('web', opened('1'));
    ahead.type('ls');
    ahead.leave();
    await opening;
    expect(ahead.state.getState()).toBeUndefined();
    expect(ahead.take('1')).toBeUndefined();
  });

  it('goes to the last of several, whatever becomes of the others', async () => {
    const ahead = createAheadStore();
    let fail: (error: Error) => void = () => undefined;
    const first = ahead.during('web', () => new Promise<{ session: string }>((_, reject) => (fail = reject)));
    ahead.type('l');
    const second = ahead.during('db', opened('2'));
    fail(new Error('no shell'));
    await expect(first).rejects.toThrow('no shell');
    await second;
    expect(ahead.take('2')).toBe('l');
  });

  it('is kept for an open shell whose screen is to come, too', () => {
    const ahead = createAheadStore();
    ahead.wait('web', '1');
    ahead.type('l');
    ahead.wait('web', '1');
    expect(ahead.take('1')).toBe('l');
    ahead.type('s');
    expect(ahead.state.getState()).toBeUndefined();
  });
});
