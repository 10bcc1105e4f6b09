import { describe, expect, it } from 'vitest';
import type { Container } from '../../app/containers.ts';
import { Stops } from './stops.ts';

const row = (exitCode: number, state: Container['state'] = 'exited') => ({ id: 'a', state, exitCode }) as Container;
const event = (action: string, more: { signal?: string; exitCode?: number } = {}) =>
  ({ kind: 'container', id: 'a', action, ...more }) as const;

describe('a container that ended', () => {
  it('was stopped if the engine said stop, whatever its exit code, until it starts again', () => {
    const stops = new Stops();
    stops.hear(event('die', { exitCode: 1 }));
    expect(stops.mark(row(1)).stopped).toBeUndefined();
    stops.hear(event('stop'));
    expect(stops.mark(row(1)).stopped).toBe(true);
    expect(stops.mark(row(1, 'running')).stopped).toBeUndefined();
    stops.hear(event('start'));
    expect(stops.mark(row(1)).stopped).toBeUndefined();
  });
  it.each(['15', '9', undefined])('was stopped if a signal that ends came shortly before: %s', (signal) => {
    const stops = new Stops();
    stops.hear(event('kill', signal === undefined ? {} : { signal }), 1000);
    expect(stops.mark(row(137)).stopped).toBeUndefined();
    stops.hear(event('die', { exitCode: 137 }), 11_000);
    expect(stops.mark(row(137)).stopped).toBe(true);
  });
  it('crashed if the signal was for something else, or long ago', () => {
    const stops = new Stops();
    stops.hear(event('kill', { signal: '1' }), 1000);
    stops.hear(event('die', { exitCode: 1 }), 1001);
    expect(stops.mark(row(1)).stopped).toBeUndefined();
    stops.hear(event('kill', { signal: '15' }), 1000);
    stops.hear(event('die', { exitCode: 1 }), 100_000);
    expect(stops.mark(row(1)).stopped).toBeUndefined();
  });
  it('was stopped if it ended by SIGTERM or SIGINT, but not if by SIGKILL that nobody asked for', () => {
    const stops = new Stops();
    expect(stops.mark(row(143)).stopped).toBe(true);
    expect(stops.mark(row(130)).stopped).toBe(true);
    expect(stops.mark(row(137)).stopped).toBeUndefined();
    expect(stops.mark(row(3)).stopped).toBeUndefined();
  });
  it('is stopped by what Gantry was asked for, unless that failed', () => {
    const stops = new Stops();
    stops.note('a');
    expect(stops.mark(row(137)).stopped).toBe(true);
    stops.forget('a');
    expect(stops.mark(row(137)).stopped).toBeUndefined();
  });
});
