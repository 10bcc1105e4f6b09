import { describe, expect, it } from 'vitest';
import { near, openWindow, turn } from '../testing.ts';
import { othersOf, remaining } from './broadcast.ts';

const idOf = (digit: string) => digit.repeat(32);
const [one, two, three] = [idOf('1'), idOf('2'), idOf('3')];

/** A window with three shells in its dock; `written` tells what main was sent, as session and text. */
async function shells() {
  const window = await openWindow();
  const { host, session } = window;
  await host.tell('settings.watch', session.settings.state.getState().value);
  for (const [at, id] of [one, two, three].entries()) {
    session.dock.open({ kind: 'shell', engine: near, container: 'c'.repeat(64), name: `web-${at}`, session: id });
  }
  const written = () =>
    (host.callsOf('terminal.write') as { readonly session: string; readonly data: Uint8Array }[]).map((write) => [
      write.session,
      new TextDecoder().decode(write.data),
    ]);
  return { ...window, written };
}

describe('what is typed into one of several shells', () => {
  it('goes to all others, and to none that is not among them', async () => {
    const { session, written } = await shells();
    session.broadcast.start([one, two]);
    session.broadcast.typed(one, 'ls\r');
    session.broadcast.typed(three, 'rm\r');
    await turn();
    expect(written()).toEqual([[two, 'ls\r']]);
  });

  it('arrives in the order in which it was typed', async () => {
    const { session, written } = await shells();
    session.broadcast.start([one, two, three]);
    for (const key of 'echo') session.broadcast.typed(one, key);
    await turn();
    const into = (id: string) => written().flatMap(([session, text]) => (session === id ? [text] : []));
    expect([into(two).join(''), into(three).join('')]).toEqual(['echo', 'echo']);
  });

  it('does not hold what the terminal reports of its own accord', async () => {
    const { session, written } = await shells();
    session.broadcast.start([one, two]);
    session.broadcast.typed(one, '\u001B[I');
    await turn();
    expect(written()).toEqual([]);
  });

  it('is pasted into another as that one wants it', async () => {
    const { session, written } = await shells();
    session.terminals.add({
      shell: { engine: near, container: '', name: '', session: two },
      modes: () => ({ bracketedPaste: false, applicationCursor: false }),
      type: () => undefined,
      paste: () => undefined,
      focus: () => undefined,
    });
    session.broadcast.start([one, two, three]);
    session.broadcast.typed(one, '\u001B[200~a\u001B[201~');
    await turn();
    // Of one that is not on screen it is not known: it is taken to be like the one that was typed into.
    expect(written()).toEqual([
      [two, 'a'],
      [three, '\u001B[200~a\u001B[201~'],
    ]);
  });
});

describe('the shells that are typed into', () => {
  it('lose one that has ended, and end with the last but one', async () => {
    const { session } = await shells();
    session.broadcast.start([one, two, three]);
    session.broadcast.leave(two);
    expect(session.broadcast.state.getState()).toEqual([one, three]);
    session.broadcast.leave(three);
    expect(session.broadcast.state.getState()).toEqual([]);
  });

  it('lose one that refuses what is typed', async () => {
    const { host, session } = await shells();
    host.refuse('terminal.write', { code: 'not-found', reason: 'shell-ended', params: {} });
    session.broadcast.start([one, two, three]);
    session.broadcast.typed(one, 'x');
    await turn();
    expect(session.broadcast.state.getState()).toEqual([]);
  });

  it('lose one whose tab is closed', async () => {
    const { session } = await shells();
    session.broadcast.start([one, two, three]);
    const { root } = session.dock.state.getState();
    session.dock.close((root.kind === 'group' ? root.tabs.at(-1)?.id : undefined) ?? '');
    expect(session.broadcast.state.getState()).toEqual([one, two]);
  });

  it('are two at least', async () => {
    const { session } = await shells();
    session.broadcast.start([one, one]);
    expect(session.broadcast.state.getState()).toEqual([]);
    expect(othersOf([one, two], three)).toEqual([]);
    expect(remaining([one, two, three], (id) => id === one)).toEqual([]);
  });
});
