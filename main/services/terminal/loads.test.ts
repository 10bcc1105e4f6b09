import { describe, expect, it } from 'vitest';
import { spentIn } from './loads.ts';

const process = (pid: number, parent: number, cpu: number, session?: number) => ({ pid, parent, cpu, session });

describe('CPU of a shell', () => {
  it('is its own, that of what it started, and of what stayed in its session, each once', () => {
    const all = [
      process(10, 0, 1, 10),
      process(20, 5, 2, 20),
      process(21, 20, 4, 20),
      process(22, 10, 8, 20),
      process(23, 22, 16, 23),
      process(30, 5, 32, 30),
    ];
    expect(spentIn({ pid: 20 }, all)).toBe(2 + 4 + 8 + 16);
  });

  it('is that of its children where nobody tells sessions', () => {
    const all = [process(20, 0, 2), process(21, 20, 4), process(22, 1, 8)];
    expect(spentIn({ pid: 20 }, all)).toBe(6);
  });

  it('is not known of a process that is not there, and is counted once where parents go round', () => {
    expect(spentIn({ pid: 99 }, [process(20, 0, 2)])).toBe(undefined);
    expect(spentIn({ pid: 20 }, [process(20, 21, 2), process(21, 20, 4)])).toBe(6);
  });
});
