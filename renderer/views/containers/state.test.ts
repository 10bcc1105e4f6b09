import { describe, expect, it } from 'vitest';
import { lastKnown, sinceOf, stateNow, stateOf } from './state.ts';

const running = { state: 'running', health: 'none' } as const;
const exited = { state: 'exited', health: 'none' } as const;

describe("a container's state", () => {
  it('is calm if somebody stopped it, and red with its reason if nobody did', () => {
    expect(stateOf({ ...exited, exitCode: 137, stopped: true })).toMatchObject({ tone: 'exited', word: 'stopped' });
    expect(stateOf({ ...exited, exitCode: 3 })).toMatchObject({ tone: 'bad', word: 'exited 3', note: 'exit code 3' });
    expect(stateOf({ ...exited, exitCode: 127 }).note).toContain('command was not found');
    expect(stateOf({ ...exited, exitCode: 0 })).toMatchObject({ tone: 'exited', word: 'exited' });
  });
  it('is red for want of memory, even if it was being stopped', () => {
    const end = { ...exited, exitCode: 137, stopped: true, oomKilled: true } as const;
    expect(stateOf(end)).toMatchObject({ tone: 'bad', word: 'exited 137 (OOM)' });
  });
  it('is not healthy before it is', () => {
    expect(stateOf({ ...running, health: 'starting' })).toEqual({ tone: 'starting', word: 'starting' });
    expect(stateOf({ ...running, health: 'healthy' })).toEqual({ tone: 'running', word: 'healthy' });
  });
  it('is neutral while something is being done', () => {
    expect(stateNow(running, 'Stopping')).toEqual({ tone: 'busy', word: 'Stopping…' });
    expect(stateNow(running, undefined)).toEqual({ tone: 'running', word: 'running' });
  });
  it('has its age while the engine is away', () => {
    const now = 1_000_000;
    expect(lastKnown(running, now - 200_000, now)).toEqual({
      tone: 'unknown',
      word: 'running',
      note: 'as of 3 min ago',
    });
  });
  it('says since when, behind its word', () => {
    const now = 10_000_000;
    const times = {
      created: now - 600_000,
      startedAt: now - 180_000,
      finishedAt: now - 300_000,
      health: 'none',
    } as const;
    const since = (more: object) => sinceOf({ ...times, state: 'running', ...more }, now);
    expect(since({})).toBe('since 3 min ago');
    expect(since({ health: 'unhealthy' })).toBe('running since 3 min ago');
    expect(since({ state: 'paused' })).toBe('started 3 min ago');
    expect(since({ state: 'exited' })).toBe('5 min ago');
    expect(since({ state: 'restarting' })).toBe('ended 5 min ago');
    expect(since({ state: 'created' })).toBe('10 min ago');
    expect(since({ state: 'exited', finishedAt: 0 })).toBeUndefined();
    expect(since({ state: 'unknown' })).toBeUndefined();
  });
});
