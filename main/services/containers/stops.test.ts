import { describe, expect, it } from 'vitest';
import type { Container } from '../../../app/containers.ts';
import { Stops } from './stops.ts';

const engine = 'e000000000001';
const other = 'e000000000002';
const row = (exitCode: number, state: Container['state'] = 'exited') => ({ id: 'a', state, exitCode }) as Container;
const event = (action: string, more: { signal?: string; exitCode?: number } = {}) =>
  ({ kind: 'container', id: 'a', action, ...more }) as const;

describe('a container that ended', () => {
  it('was stopped if the engine said stop, whatever its exit code, until it starts again', () => {
    const stops = new Stops();
    stops.hear(engine, event('die', { exitCode: 1 }));
    expect(stops.mark(engine, row(1)).stopped).toBeUndefined();
    stops.hear(engine, event('stop'));
    expect(stops.mark(engine, row(1)).stopped).toBe(true);
    expect(stops.mark(engine, row(1, 'running')).stopped).toBeUndefined();
    stops.hear(engine, event('start'));
    expect(stops.mark(engine, row(1)).stopped).toBeUndefined();
  });
  it.each(['15', '9', undefined])('was stopped if a signal that ends came shortly before: %s', (signal) => {
    const stops = new Stops();
    stops.hear(engine, event('kill', signal === undefined ? {} : { signal }), 1000);
    expect(stops.mark(engine, row(137)).stopped).toBeUndefined();
    stops.hear(engine, event('die', { exitCode: 137 }), 11_000);
    expect(stops.mark(engine, row(137)).stopped).toBe(true);
  });
  it('crashed if the signal was for something else, or long ago', () => {
    const stops = new Stops();
    stops.hear(engine, event('kill', { signal: '1' }), 1000);
    stops.hear(engine, event('die', { exitCode: 1 }), 1001);
    expect(stops.mark(engine, row(1)).stopped).toBeUndefined();
    stops.hear(engine, event('kill', { signal: '15' }), 1000);
    stops.hear(engine, event('die', { exitCode: 1 }), 100_000);
    expect(stops.mark(engine, row(1)).stopped).toBeUndefined();
  });
  it('was stopped if it ended by SIGTERM or SIGINT, but not if by SIGKILL that nobody asked for', () => {
    const stops = new Stops();
    expect(stops.mark(engine, row(143)).stopped).toBe(true);
    expect(stops.mark(engine, row(130)).stopped).toBe(true);
    expect(stops.mark(engine, row(137)).stopped).toBeUndefined();
    expect(stops.mark(engine, row(3)).stopped).toBeUndefined();
  });
  it('is stopped by what Gantry was asked for, unless that failed', () => {
    const stops = new Stops();
    stops.note({ engine, id: 'a' });
    expect(stops.mark(engine, row(137)).stopped).toBe(true);
    stops.forget({ engine, id: 'a' });
    expect(stops.mark(engine, row(137)).stopped).toBeUndefined();
  });
  it.each(['TERM', 'SIGINT', '3'])('was stopped here if it ended soon after Gantry sent %s', (signal) => {
    const stops = new Stops();
    stops.signalled({ engine, id: 'a' }, signal, 1000);
    expect(stops.mark(engine, row(1)).stopped).toBeUndefined();
    stops.hear(engine, event('die', { exitCode: 1 }), 11_000);
    expect(stops.mark(engine, row(1))).toMatchObject({ stopped: true, stoppedHere: true });
  });
  it('crashed if Gantry sent it a signal for something else, or long ago', () => {
    const stops = new Stops();
    for (const signal of ['HUP', 'SIGUSR1', '10', 'RTMIN+3']) stops.signalled({ engine, id: 'a' }, signal, 1000);
    stops.hear(engine, event('die', { exitCode: 1 }), 1001);
    expect(stops.mark(engine, row(1)).stopped).toBeUndefined();
    stops.signalled({ engine, id: 'a' }, 'TERM', 1000);
    stops.hear(engine, event('die', { exitCode: 1 }), 100_000);
    expect(stops.mark(engine, row(1)).stopped).toBeUndefined();
  });
  it('is stopped where a look at it said so, also in lists, which do not, until it starts', () => {
    const stops = new Stops();
    expect(stops.mark(engine, { ...row(137), stopped: true }).stopped).toBe(true);
    expect(stops.mark(engine, row(137)).stopped).toBe(true);
    stops.hear(engine, event('start'));
    expect(stops.mark(engine, row(137)).stopped).toBeUndefined();
  });
  it('is another one than that of the same id on another engine', () => {
    const stops = new Stops();
    stops.note({ engine, id: 'a' });
    expect(stops.mark(other, row(137)).stopped).toBeUndefined();
    stops.hear(other, event('kill'), 1000);
    stops.hear(engine, event('start'), 1001);
    stops.hear(engine, event('die', { exitCode: 137 }), 1002);
    expect(stops.mark(engine, row(137)).stopped).toBeUndefined();
    stops.hear(other, event('die', { exitCode: 137 }), 1003);
    expect(stops.mark(other, row(137)).stopped).toBe(true);
  });
});
