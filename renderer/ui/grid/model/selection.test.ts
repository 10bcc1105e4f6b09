import { describe, expect, it } from 'vitest';
import {
  emptySelection,
  extendTo,
  groupKey,
  moveTo,
  pickAll,
  pickNone,
  pickOne,
  retain,
  selectionTargets,
  toggle,
} from './selection.ts';

const keys = ['a', 'b', groupKey('g'), 'c', 'd', 'e'];

describe('selecting', () => {
  it('makes a click the only selection, which the next move undoes', () => {
    const clicked = pickOne('a');
    expect(selectionTargets(clicked)).toEqual(['a']);
    expect(selectionTargets(moveTo(clicked, 'b'))).toEqual(['b']);
  });
  it('adds with Ctrl to what was clicked before', () => {
    expect(selectionTargets(toggle(pickOne('a'), 'c'))).toEqual(['a', 'c']);
  });
  it('keeps what Space selected while the keyboard moves on', () => {
    let s = toggle(moveTo(emptySelection, 'a'), 'a');
    s = moveTo(moveTo(s, 'b'), 'c');
    expect(selectionTargets(s)).toEqual(['a']);
    expect(selectionTargets(toggle(s, 'c'))).toEqual(['a', 'c']);
    expect(selectionTargets(toggle(toggle(s, 'c'), 'a'))).toEqual(['c']);
  });
  it('ranges from the anchor, forwards and back, without group headers', () => {
    const s = extendTo(pickOne('b'), 'd', keys);
    expect(selectionTargets(s)).toEqual(['b', 'c', 'd']);
    expect(selectionTargets(extendTo(s, 'a', keys))).toEqual(['a', 'b']);
  });
  it('begins a range at the target when the anchor is gone', () => {
    expect(selectionTargets(extendTo({ ...emptySelection, anchor: 'gone' }, 'd', keys))).toEqual(['d']);
  });
  it('acts on nothing while a group header has the keyboard', () => {
    expect(selectionTargets(moveTo(emptySelection, groupKey('g')))).toEqual([]);
    expect(pickOne(groupKey('g')).ids.size).toBe(0);
  });
  it('selects all and none', () => {
    const all = pickAll(moveTo(emptySelection, 'b'), ['a', 'b', 'c']);
    expect(selectionTargets(all)).toEqual(['a', 'b', 'c']);
    expect(selectionTargets(pickNone(all))).toEqual(['b']);
  });
});

describe('when items go', () => {
  const has = (key: string) => ['a', 'c', 'd'].includes(key);

  it('forgets them and moves to the one now in their place', () => {
    const s = toggle(toggle(emptySelection, 'a'), 'b');
    const next = retain(s, new Set(['a', 'c', 'd']), ['a', 'c', 'd'], has, 1);
    expect([...next.ids]).toEqual(['a']);
    expect(next.active).toBe('c');
    expect(next.anchor).toBeUndefined();
  });
  it('moves to the last one when the last one went, and to none when all went', () => {
    const s = moveTo(emptySelection, 'e');
    expect(retain(s, new Set(), ['a', 'c', 'd'], has, 5).active).toBe('d');
    expect(retain(s, new Set(), [], () => false, 5).active).toBeUndefined();
  });
  it('keeps the same object when nothing it names went', () => {
    const s = toggle(emptySelection, 'a');
    expect(retain(s, new Set(['a']), ['a'], has, 0)).toBe(s);
  });
});
