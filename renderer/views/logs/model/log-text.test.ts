import { describe, expect, it } from 'vitest';
import { cause } from '../../../../app/rpc/problem.ts';
import { describeMark, formatTime } from './log-text.ts';

describe('a mark', () => {
  it('of a gap says how long it is, where that is known', () => {
    expect(describeMark({ kind: 'gap', reason: 'the engine was away', ms: 64_000 })).toBe(
      'lines may be missing here (1 min 4 s): the engine was away',
    );
    expect(describeMark({ kind: 'gap', reason: 'why' })).toBe('lines may be missing here: why');
  });

  it('gives its reason in the words of the page, with those of the system', () => {
    expect(describeMark({ kind: 'gap', reason: cause('log-rotated') })).toBe(
      'lines may be missing here: the engine no longer had the line before',
    );
    const reason = { ...cause('log-folder-unusable'), detail: 'ENOTDIR\u202E' };
    expect(describeMark({ kind: 'memory', reason })).toBe(
      'kept in memory only from here on: The folder of the logs cannot be used: ENOTDIR⟨U+202E⟩',
    );
  });

  it('shows what an engine says as harmless text', () => {
    expect(describeMark({ kind: 'health', status: 'bad\u202Etxet' })).toBe('health: bad⟨U+202E⟩txet');
    expect(describeMark({ kind: 'stopped', exitCode: 137 })).toBe('container stopped, exit code 137');
  });
});

describe('a timestamp', () => {
  const time = '2023-11-14T22:13:21.123456789Z';
  const now = Date.parse('2023-11-14T22:13:25Z');

  it.each([
    ['time', 'utc', '22:13:21.123'],
    ['iso', 'utc', '2023-11-14T22:13:21.123Z'],
    ['relative', 'utc', '3 s ago'],
  ] as const)('as %s in %s is %s', (timestamps, zone, shown) => {
    expect(formatTime(time, { timestamps, zone }, now)).toBe(shown);
  });

  it('in local time names the same moment', () => {
    const iso = formatTime(time, { timestamps: 'iso', zone: 'local' }, now);
    expect(iso).toMatch(/^2023-11-1\dT\d\d:\d\d:21\.123[+-]\d\d:\d\d$/);
    expect(Date.parse(iso)).toBe(Date.parse(time));
    expect(iso).toContain(formatTime(time, { timestamps: 'time', zone: 'local' }, now));
  });

  it('that is none is shown as it is', () => {
    expect(formatTime('soon\u0007', { timestamps: 'time', zone: 'utc' }, now)).toBe('soon⟨BEL⟩');
  });
});
