import { describe, expect, it } from 'vitest';
import type { CastEvent } from '../../../app/text/asciicast.ts';
import { clockOf, countAt, timesOf } from './playback.ts';
import { Player } from './player.ts';

const events: readonly CastEvent[] = [
  { time: 1, kind: 'output', data: 'a' },
  { time: 1.5, kind: 'size', cols: 100, rows: 30 },
  { time: 61.5, kind: 'output', data: 'b' },
  { time: 62, kind: 'output', data: 'c' },
];

describe('the times of a recording', () => {
  it('are as they were, or with shorter pauses', () => {
    expect(timesOf(events, undefined)).toEqual([1, 1.5, 61.5, 62]);
    expect(timesOf(events, 2)).toEqual([1, 1.5, 3.5, 4]);
  });

  it('tell how much has happened', () => {
    const times = timesOf(events, undefined);
    expect([0, 1, 1.2, 61.5, 100].map((time) => countAt(times, time))).toEqual([0, 1, 1, 3, 4]);
    expect(countAt([], 5)).toBe(0);
  });

  it('are read as a clock', () => {
    expect([0, 5.9, 62, 3723].map(clockOf)).toEqual(['0:00', '0:05', '1:02', '1:02:03']);
  });
});

describe('a player', () => {
  function played() {
    const done: string[] = [];
    const screen = {
      write: (text: string) => void done.push(text),
      resize: (cols: number, rows: number) => void done.push(`${cols}x${rows}`),
      reset: () => void done.push('reset'),
    };
    const player = new Player(screen, { cols: 80, rows: 24 });
    player.add(events.slice(0, 1));
    player.add(events.slice(1));
    player.done();
    return { player, done, at: () => player.state.getState().at };
  }

  it('shows at any time what was there then', () => {
    const { player, done, at } = played();
    player.seek(61.5);
    expect(done).toEqual(['a', '100x30', 'b']);
    player.seek(1.2);
    expect(done.splice(0)).toEqual(['a', '100x30', 'b', 'reset', '80x24', 'a']);
    player.seek(1000);
    expect(done.splice(0)).toEqual(['100x30', 'bc']);
    expect(at()).toBe(62);
    player.seek(-5);
    expect(at()).toBe(0);
  });

  it('goes as fast as it is told, stops at the end, and begins anew from there', () => {
    const { player, at } = played();
    player.speed(8);
    player.play();
    player.tick(1000);
    expect(at()).toBe(8);
    player.tick(60_000);
    expect(player.state.getState()).toMatchObject({ at: 62, playing: false });
    player.play();
    expect(player.state.getState()).toMatchObject({ at: 0, playing: true });
    player.pause();
    player.tick(1000);
    expect(at()).toBe(0);
  });

  it('stays at the same event when pauses are shortened', () => {
    const { player } = played();
    player.seek(61.5);
    player.idle(2);
    expect(player.state.getState()).toMatchObject({ at: 3.5, length: 4 });
  });
});
