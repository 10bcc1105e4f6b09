import { describe, expect, it } from 'vitest';
import { createNoticeStore } from './notices.ts';

const problem = { code: 'internal', reason: 'engine-failed', params: {} } as const;
const texts = (told: readonly ('ok' | 'bad')[]) => {
  const notices = createNoticeStore();
  told.forEach((tone, index) => {
    if (tone === 'ok') notices.succeed(String(index));
    else notices.fail(String(index), problem);
  });
  return notices.state.getState().map(({ text }) => text);
};

describe('notices', () => {
  it('are five at most: the oldest success goes before any failure', () => {
    expect(texts(['bad', 'ok', 'ok', 'ok', 'ok', 'ok'])).toEqual(['0', '2', '3', '4', '5']);
  });

  it('keep the newest, even among failures only', () => {
    expect(texts(['bad', 'bad', 'bad', 'bad', 'bad', 'bad'])).toEqual(['1', '2', '3', '4', '5']);
    expect(texts(['bad', 'bad', 'bad', 'bad', 'bad', 'ok'])).toEqual(['1', '2', '3', '4', '5']);
  });

  it('do not lie over a banner that says the same, whichever comes first', () => {
    const notices = createNoticeStore();
    const now = () => notices.state.getState().map(({ text }) => text);
    notices.fail('Up shop failed', problem);
    notices.fail('Up blog failed', problem);
    const stop = notices.told('Up shop failed', problem);
    const stopOther = notices.told('Up shop failed', problem);
    expect(now()).toEqual(['Up blog failed']);
    stop();
    notices.fail('Up shop failed', problem);
    notices.fail('Up shop failed', { ...problem, reason: 'engine-lost' });
    expect(now()).toEqual(['Up blog failed', 'Up shop failed']);
    stopOther();
    notices.fail('Up shop failed', problem);
    expect(now()).toHaveLength(3);
  });

  it('of what goes on stay until it is over, whatever else succeeds', () => {
    const notices = createNoticeStore();
    const over = notices.stand('Waiting', { label: 'Stop waiting', run: () => undefined });
    for (let n = 0; n < 9; n++) notices.succeed(String(n));
    expect(notices.state.getState()[0]).toMatchObject({ tone: 'standing', text: 'Waiting' });
    over();
    expect(notices.state.getState().map(({ tone }) => tone)).toEqual(Array.from({ length: 4 }, () => 'success'));
  });

  it('go when dismissed', () => {
    const notices = createNoticeStore();
    notices.succeed('done');
    notices.dismiss(notices.state.getState()[0]?.id ?? 0);
    expect(notices.state.getState()).toEqual([]);
  });
});
