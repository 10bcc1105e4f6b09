import { describe, expect, it, vi } from 'vitest';
import { bring } from './come.ts';

describe('code that comes while the page runs', () => {
  it('is asked for again where the browser breaks it off, also in the middle', async () => {
    vi.useFakeTimers();
    const asked: string[] = [];
    const half = { arrayBuffer: () => Promise.reject(new TypeError('network error')) };
    const bringing = bring(['/a.js', '/b.js'], (file) => {
      asked.push(file);
      const before = asked.filter((one) => one === file).length;
      if (file === '/b.js' && before === 1) return Promise.reject(new TypeError('Failed to fetch'));
      return Promise.resolve(
        file === '/b.js' && before === 2 ? Object.assign(new Response(), half) : new Response('x'),
      );
    });
    await vi.runAllTimersAsync();
    await bringing;
    expect(asked).toEqual(['/a.js', '/b.js', '/b.js', '/b.js']);
    vi.useRealTimers();
  });

  it('is given up where it never comes: importing it says why', async () => {
    vi.useFakeTimers();
    const get = vi.fn<() => Promise<Response>>().mockRejectedValue(new TypeError('Failed to fetch'));
    const bringing = bring(['/a.js', '/b.js'], get);
    await vi.runAllTimersAsync();
    await expect(bringing).resolves.toBeUndefined();
    expect(get).toHaveBeenCalledTimes(8);
    vi.useRealTimers();
  });
});
