import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { TaskProgress } from '../../../app/tasks.ts';
import { told } from '../../../app/text/sayings.ts';
import type { TransferEvent } from '../../engine/ports/transfers.ts';
import { foldLayer, foldTotal, type LayerProgress, layerPart } from './transfer-fold.ts';

type LayerEvent = Extract<TransferEvent, { kind: 'layer' }>;

const at = (status: string, current?: number, total?: number): LayerEvent => ({
  kind: 'layer',
  id: 'a',
  status,
  ...(current === undefined ? {} : { current }),
  ...(total === undefined ? {} : { total }),
});

const follow = (...events: LayerEvent[]): LayerProgress | undefined =>
  events.reduce<LayerProgress | undefined>(foldLayer, undefined);

describe('a layer', () => {
  test('waits, comes, unpacks and is done', () => {
    const way = [at('Pulling fs layer'), at('Downloading', 5, 10), at('Download complete'), at('Extracting', 20, 40)];
    expect(follow(...way.slice(0, 1))).toMatchObject({ state: 'waiting', share: 0 });
    expect(follow(...way.slice(0, 2))).toMatchObject({ state: 'running', current: 5, total: 10, size: 10 });
    expect(follow(...way)).toMatchObject({ state: 'running', text: 'Extracting', current: 20, total: 40, size: 10 });
    const end = follow(...way, at('Pull complete'));
    expect(end && layerPart(end)).toEqual({ state: 'done', text: told('Pull complete'), current: 10, total: 10 });
  });

  test.each(['Already exists', 'Layer already exists', 'Mounted from library/busybox'])('is cached: %s', (status) => {
    expect(follow(at('Waiting'), at(status))).toMatchObject({ state: 'cached', share: 1 });
  });

  test('stays done when the engine says so again', () => {
    expect(follow(at('Pushing', 5, 10), at('Pushed'), at('Pushing', 10, 10))).toMatchObject({ state: 'done' });
  });

  test('never shows more bytes than there are', () => {
    expect(follow(at('Pushing', 15, 10))).toMatchObject({ current: 10, total: 10 });
    expect(follow(at('Pushing', -1, 10))).toMatchObject({ current: 0, total: 10 });
  });
});

const statuses = [
  'Pulling fs layer',
  'Waiting',
  'Preparing',
  'Downloading',
  'Verifying Checksum',
  'Download complete',
  'Extracting',
  'Pull complete',
  'Already exists',
  'Pushing',
  'Pushed',
  'Mounted from a/b',
  'Retrying in 5 seconds',
  'Loading layer',
];
const anyEvent: fc.Arbitrary<LayerEvent> = fc
  .record({
    id: fc.constantFrom('a', 'b', 'c', 'd'),
    status: fc.constantFrom(...statuses),
    current: fc.option(fc.integer({ min: -10, max: 2_000_000 }), { nil: undefined }),
    total: fc.option(fc.integer({ min: -10, max: 1_000_000 }), { nil: undefined }),
  })
  .map(({ id, status, current, total }) => ({ ...at(status, current, total), id }));

const ratio = (progress: TaskProgress | undefined): number => (progress ? progress.current / progress.total : 0);

test('whatever an engine tells, no share shrinks and no bar is longer than its whole', () => {
  fc.assert(
    fc.property(fc.array(anyEvent, { maxLength: 60 }), (events) => {
      const layers = new Map<string, LayerProgress>();
      let before: TaskProgress | undefined;
      for (const event of events) {
        const old = layers.get(event.id);
        const layer = foldLayer(old, event);
        layers.set(event.id, layer);
        expect(layer.share).toBeGreaterThanOrEqual(old?.share ?? 0);
        expect(layer.share).toBeLessThanOrEqual(1);
        const { current = 0, total = 0 } = layerPart(layer);
        expect(current).toBeLessThanOrEqual(total);
        const whole = foldTotal(layers.values(), before);
        expect(ratio(whole)).toBeLessThanOrEqual(1);
        expect(ratio(whole)).toBeGreaterThanOrEqual(ratio(before) - 1e-9);
        before = whole;
      }
    }),
  );
});
