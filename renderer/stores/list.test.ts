import { describe, expect, it } from 'vitest';
import type { Container } from '../../app/containers.ts';
import { applyChange, type LiveItems } from './list.ts';

const container = (id: string, name = id): Container => ({
  id,
  name,
  image: 'busybox',
  imageId: '',
  created: 0,
  state: 'running',
  health: 'none',
  ports: [],
  labels: {},
  volumes: [],
  networks: [],
});

const loading: LiveItems<Container> = { status: 'loading', complete: false, items: new Map(), unconfirmed: new Set() };
const ready = applyChange(loading, {
  reset: true,
  complete: true,
  changed: [container('a'), container('b')],
  removed: [],
});

describe('the list of containers in the page', () => {
  it('is ready with the first step, and failed no longer', () => {
    expect(ready.status).toBe('ready');
    const failed: LiveItems<Container> = { ...ready, status: 'failed', problem: { code: 'internal', message: 'No.' } };
    const back = applyChange(failed, { reset: true, complete: true, changed: [], removed: [] });
    expect([back.status, back.items.size, back.problem]).toEqual(['ready', 0, undefined]);
  });

  it('keeps what was known while it is read again, until the new list is complete', () => {
    const half = applyChange(ready, { reset: true, complete: false, changed: [container('b', 'new')], removed: [] });
    expect([...half.items.keys()]).toEqual(['a', 'b']);
    const patch = { reset: false, changed: [container('c')], removed: [] };
    expect([...applyChange(half, { ...patch, complete: false }).items.keys()]).toEqual(['a', 'b', 'c']);
    expect([...applyChange(half, { ...patch, complete: true }).items.keys()]).toEqual(['b', 'c']);
  });

  it('keeps the identity of items that did not change, also over a reset', () => {
    const patched = applyChange(ready, { reset: false, complete: true, changed: [container('b', 'new')], removed: [] });
    expect(patched.items.get('a')).toBe(ready.items.get('a'));
    expect(patched.items.get('b')?.name).toBe('new');
    const reset = applyChange(ready, { reset: true, complete: true, changed: [container('a')], removed: [] });
    expect(reset.items.get('a')).toBe(ready.items.get('a'));
    expect(reset.items.has('b')).toBe(false);
  });

  it('takes removed items away', () => {
    const patched = applyChange(ready, { reset: false, complete: true, changed: [], removed: ['a', 'unknown'] });
    expect([...patched.items.keys()]).toEqual(['b']);
  });
});
