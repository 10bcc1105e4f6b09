import { describe, expect, it } from 'vitest';
import { addNotice, type Notice } from './notice-list.ts';

const notice = (id: string, tone: Notice['tone'] = 'success'): Notice => ({ id, tone, title: id });
const ids = (...notices: Notice[]) => notices.reduce<readonly Notice[]>(addNotice, []).map((n) => n.id);

describe('notices', () => {
  it('holds five, dropping the oldest success before any failure', () => {
    expect(ids(notice('e1', 'error'), notice('s1'), notice('s2'), notice('3'), notice('4'), notice('5'))).toEqual([
      'e1',
      's2',
      '3',
      '4',
      '5',
    ]);
  });
  it('drops the oldest failure when there are only failures, and keeps the new one', () => {
    const errors = ['1', '2', '3', '4', '5'].map((id) => notice(id, 'error'));
    expect(ids(...errors, notice('6', 'error'))).toEqual(['2', '3', '4', '5', '6']);
    expect(ids(...errors, notice('new'))).toEqual(['2', '3', '4', '5', 'new']);
  });
  it('puts a notice with a known id in its place', () => {
    const list = [notice('a'), notice('b')].reduce<readonly Notice[]>(addNotice, []);
    expect(addNotice(list, { ...notice('a', 'error'), title: 'x' }).map((n) => n.title)).toEqual(['x', 'b']);
  });
});
