import { describe, expect, it } from 'vitest';
import { fuzzyMatch } from './fuzzy.ts';

const marked = (query: string, text: string) => {
  const match = fuzzyMatch(query, text);
  return match && Array.from(text, (c, i) => (match.at.includes(i) ? c.toUpperCase() : c)).join('');
};
const best = (query: string, ...texts: string[]) =>
  texts.toSorted((a, b) => (fuzzyMatch(query, b)?.score ?? -999) - (fuzzyMatch(query, a)?.score ?? -999))[0];

describe('fuzzy matching', () => {
  it('finds words and their beginnings, without case, in any order', () => {
    expect(marked('rw', 'restart web')).toBe('Restart Web');
    expect(marked('Re Web', 'restart web')).toBe('REstart WEB');
    expect(marked('web restart', 'restart web')).toBe('RESTART WEB');
    expect(marked('reweb', 'restart web')).toBe('REstart WEB');
    expect(fuzzyMatch('wr', 'restart web')).toBeUndefined();
    expect(fuzzyMatch('webs', 'web')).toBeUndefined();
  });
  it('never gathers scattered letters', () => {
    expect(fuzzyMatch('disk', 'Disconnect web from network')).toBeUndefined();
    expect(fuzzyMatch('exec', 'Remove unused volumes… Connect')).toBeUndefined();
    expect(fuzzyMatch('t', 'web')).toBeUndefined();
  });
  it('finds words that are not shown, after those that are', () => {
    expect(fuzzyMatch('exec', 'Shell web', 'exec ssh')).toMatchObject({ at: [] });
    expect(marked('ssh web', 'Shell web') ?? fuzzyMatch('ssh web', 'Shell web', 'exec ssh')?.at).toEqual([6, 7, 8]);
    expect(fuzzyMatch('shell', 'Shell')?.score).toBeGreaterThan(fuzzyMatch('shell', 'Open', 'shell')?.score ?? 0);
  });
  it('marks letters side by side rather than scattered ones', () => {
    expect(marked('log', 'all open logs')).toBe('all open LOGs');
    expect(marked('web', 'we build web')).toBe('we build WEB');
  });
  it('ranks starts of words and shorter texts higher', () => {
    expect(best('set', 'reset', 'Open settings')).toBe('Open settings');
    expect(best('web', 'Restart web-frontend', 'Restart web')).toBe('Restart web');
    expect(best('sl', 'Unslept', 'Show logs')).toBe('Show logs');
  });
  it('matches everything with an empty query', () => {
    expect(fuzzyMatch('  ', 'x')).toEqual({ score: 0, at: [] });
  });
  it('survives long and odd text', () => {
    expect(fuzzyMatch('a'.repeat(1_000), 'a'.repeat(100_000))?.at).toHaveLength(40);
    expect(() => fuzzyMatch('İ', 'İstanbul')).not.toThrow();
    expect(() => fuzzyMatch('👍', '👍 ok')).not.toThrow();
  });
});
