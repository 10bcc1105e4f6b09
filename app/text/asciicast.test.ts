import { describe, expect, it } from 'vitest';
import { type CastEvent, eventLine, headerLine, readEvent, readHeader } from './asciicast.ts';

describe('a recording', () => {
  it('is read as it was written', () => {
    const header = { cols: 80, rows: 24, started: 1_700_000_000_000, title: 'Shell web' };
    expect(readHeader(headerLine(header))).toEqual(header);
    const events: CastEvent[] = [
      { time: 0, kind: 'output', data: '\u001B[31mrot\u001B[0m\r\n“ü” \u0000' },
      { time: 1.123457, kind: 'size', cols: 100, rows: 30 },
    ];
    expect(events.map((event) => readEvent(eventLine(event)))).toEqual(events);
  });

  it('is a line of JSON each, as version 2 has it', () => {
    expect(JSON.parse(headerLine({ cols: 80, rows: 24, started: 1500 }))).toMatchObject({
      version: 2,
      width: 80,
      height: 24,
      timestamp: 1,
    });
    expect(eventLine({ time: 1.00000049, kind: 'output', data: 'a\nb' })).toBe('[1,"o","a\\nb"]');
    expect(eventLine({ time: 2, kind: 'size', cols: 80, rows: 25 })).toBe('[2,"r","80x25"]');
  });

  it.each([
    '',
    '{',
    '[]',
    'null',
    '{"version":1,"width":80,"height":24}',
    '{"version":3,"term":{"cols":80,"rows":24}}',
  ])('has no header like %j', (line) => expect(readHeader(line)).toBeUndefined());

  it.each([0, -1, 1001, 1.5, '80', null, 1e300])('is of no size like %j', (width) => {
    expect(readHeader(JSON.stringify({ version: 2, width, height: 24 }))).toBeUndefined();
  });

  it('keeps of a header what fits', () => {
    const odd = { version: 2, width: 80, height: 24, timestamp: 'now', title: 7, idle_time_limit: -1, env: [] };
    expect(readHeader(JSON.stringify(odd))).toEqual({ cols: 80, rows: 24 });
    const long = readHeader(JSON.stringify({ ...odd, title: 'x'.repeat(1e6), idle_time_limit: 2 }));
    expect(long?.title).toHaveLength(200);
    expect(long?.idleLimit).toBe(2);
  });

  it.each([
    '',
    'x',
    '{}',
    '[]',
    '["0","o","a"]',
    '[-1,"o","a"]',
    '[1e9,"o","a"]',
    '[0,"o",7]',
    '[0,"r","0x5"]',
    '[0,"r","9999x5"]',
    '[0,"r","x"]',
  ])('has no event like %j', (line) => expect(readEvent(line)).toBe('skipped'));

  it.each(['[0,"i","typed"]', '[0,"m",""]', '[0,"z","later"]'])('passes over %j, which is not played', (line) => {
    expect(readEvent(line)).toBeUndefined();
  });
});
