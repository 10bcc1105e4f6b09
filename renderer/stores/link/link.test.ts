import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { cause } from '../../../app/rpc/problem.ts';
import { PlayedHost } from '../testing.ts';
import { createLink } from './link.ts';

const away = { code: 'internal', ...cause('unforeseen'), detail: 'Nobody is there.' } as const;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A link to a host, and what is heard of a stream over it. */
function opened(host: PlayedHost) {
  const link = createLink(host.openWire);
  const heard: string[] = [];
  const stop = link.live((client) => {
    const end = client.host.watch(
      {},
      {
        onItem: ({ faults }) => void heard.push(`item ${faults}`),
        onEnd: (problem) => void heard.push(problem?.code ?? 'end'),
      },
    );
    heard.push('opened');
    return () => {
      heard.push('stopped');
      end();
    };
  });
  return { link, heard, stop };
}

/** `host.tell` without its turn of real time. */
async function tell(host: PlayedHost, faults: number): Promise<void> {
  void host.tell('host.watch', { ending: false, faults });
  await vi.advanceTimersByTimeAsync(0);
}

describe('the link of a window', () => {
  it('opens what lives on it as soon as it is there, and for those who come later at once', async () => {
    const host = new PlayedHost();
    const { link, heard } = opened(host);
    expect(link.state.getState()).toBe('connecting');
    expect(heard).toEqual([]);
    await vi.advanceTimersByTimeAsync(0);
    expect(link.state.getState()).toBe('open');
    expect(heard).toEqual(['opened']);
    const later = vi.fn<() => () => void>(() => () => undefined);
    link.live(later);
    expect(later).toHaveBeenCalledOnce();
  });

  it('renews itself and all that lives on it, ever more seldom while nobody is there', async () => {
    const host = new PlayedHost();
    const { link, heard } = opened(host);
    await vi.advanceTimersByTimeAsync(0);
    await tell(host, 1);
    void host.leave(away);
    await vi.advanceTimersByTimeAsync(0);
    expect(link.state.getState()).toBe('lost');
    expect(heard).toEqual(['opened', 'item 1', 'cancelled']);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(link.state.getState()).toBe('lost');
    host.comeBack();
    await vi.advanceTimersByTimeAsync(2999);
    await vi.advanceTimersByTimeAsync(1);
    expect(link.state.getState()).toBe('open');
    await tell(host, 2);
    expect(heard).toEqual(['opened', 'item 1', 'cancelled', 'stopped', 'opened', 'item 2']);
    expect(host.following('host.watch')).toHaveLength(1);
  });

  it('asks nobody until it is open, and after it was lost', async () => {
    const host = new PlayedHost();
    const { link } = opened(host);
    const ask = () => link.ask((client) => client.host.about({}));
    await expect(ask()).rejects.toMatchObject({ problem: { code: 'cancelled' } });
    await vi.advanceTimersByTimeAsync(0);
    host.answer('host.about', () => ({ kind: 'browser' }));
    await expect(ask()).resolves.toEqual({ kind: 'browser' });
    const late = link.ask((client) => client.host.about({}));
    void host.leave(away);
    await expect(late).rejects.toMatchObject({ problem: { code: 'cancelled' } });
    await expect(ask()).rejects.toMatchObject({ problem: { code: 'cancelled' } });
  });

  it('is locked while it may not knock, and opens once it may', async () => {
    const host = new PlayedHost();
    void host.leave({ code: 'unauthorized', ...cause('unforeseen'), detail: 'No key.' });
    const { link } = opened(host);
    await vi.advanceTimersByTimeAsync(0);
    expect(link.state.getState()).toBe('locked');
    host.comeBack();
    await vi.advanceTimersByTimeAsync(3000);
    expect(link.state.getState()).toBe('open');
  });

  it('does not open again what was stopped', async () => {
    const host = new PlayedHost();
    const { heard, stop } = opened(host);
    await vi.advanceTimersByTimeAsync(0);
    stop();
    void host.leave();
    await vi.advanceTimersByTimeAsync(3000);
    expect(heard).toEqual(['opened', 'stopped']);
    expect(host.following('host.watch')).toEqual([]);
  });
});
