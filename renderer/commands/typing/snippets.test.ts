import { describe, expect, it } from 'vitest';
import type { Snippet } from '../../../app/text/snippets.ts';
import { containerOf, near, openWindow, wholeList } from '../../stores/testing.ts';
import { fitsContainer, keepSnippet, moveSnippet, offeredSnippets, removeSnippet, runSnippet } from './snippets.ts';

const snippet = (id: string, more: Partial<Snippet> = {}): Snippet => ({
  id: id.repeat(16),
  name: `snippet ${id}`,
  text: 'ls',
  filter: '',
  atOnce: false,
  ...more,
});

const web = containerOf(1, 'shop-web', { image: 'nginx:1.27', project: 'shop' });

/** A window with a shell on screen; `done` tells what was typed into it. */
async function shell({ bracketedPaste = true, snippets = [] as readonly Snippet[] } = {}) {
  const window = await openWindow();
  const { host, session } = window;
  await host.tell('settings.watch', { ...session.settings.state.getState().value, snippets });
  await host.tell('containers.watch', wholeList(web));
  const done: string[] = [];
  session.terminals.add({
    shell: { engine: near, container: web.id, name: web.name, session: '1'.repeat(32) },
    modes: () => ({ bracketedPaste, applicationCursor: false }),
    type: (text) => void done.push(`typed ${text}`),
    paste: (text) => void done.push(`pasted ${text}`),
    focus: () => undefined,
  });
  const names = () => session.settings.state.getState().value.snippets.map(({ name }) => name);
  return { ...window, done, names };
}

describe('a snippet', () => {
  it.each([
    ['', true],
    ['web', true],
    ['image:nginx', true],
    ['name:shop project:shop', true],
    ['-image:nginx', false],
    ['redis', false],
  ])('with the filter %j is for containers that match: %s', (filter, fits) => {
    expect(fitsContainer(snippet('a', { filter }), web)).toBe(fits);
  });

  it('is offered for the shell in front only', async () => {
    const snippets = [snippet('a', { filter: 'image:nginx' }), snippet('b', { filter: 'redis' })];
    const { session } = await shell({ snippets });
    expect(offeredSnippets(session)).toEqual(snippets.slice(0, 1));
    expect(fitsContainer(snippet('b', { filter: 'x' }), undefined)).toBe(false);
    expect(offeredSnippets((await openWindow()).session)).toEqual([]);
  });

  it('is typed, and sent only where it says so', async () => {
    const { session, done } = await shell();
    await runSnippet(snippet('a'), session);
    expect(done.splice(0)).toEqual(['typed ls']);
    await runSnippet(snippet('a', { text: 'ls\n', atOnce: true }), session);
    expect(done).toEqual(['typed ls', 'typed \r']);
  });

  it('of several lines is pasted', async () => {
    const { session, done } = await shell();
    await runSnippet(snippet('a', { text: 'one\r\ntwo\n' }), session);
    expect(done).toEqual(['pasted one\ntwo']);
  });

  it('of several lines asks where the shell would run them as they come', async () => {
    const { session, done } = await shell({ bracketedPaste: false });
    const no = runSnippet(snippet('a', { text: 'one\ntwo' }), session);
    expect(session.question.state.getState().asked?.title).toBe('Run the lines of snippet a?');
    session.question.answer(undefined);
    await no;
    expect(done).toEqual([]);
    const yes = runSnippet(snippet('a', { text: 'one\ntwo' }), session);
    session.question.answer({ option: false });
    await yes;
    expect(done).toEqual(['pasted one\ntwo']);
  });

  it('says so where no shell is on screen', async () => {
    const { session, said } = await openWindow();
    await runSnippet(snippet('a'), session);
    expect(said()).toEqual([expect.stringContaining('Type a snippet is not possible')]);
  });
});

describe('snippets', () => {
  it('are kept in the order that the person gives them', async () => {
    const { session, names } = await shell({ snippets: [snippet('a'), snippet('b'), snippet('c')] });
    moveSnippet(snippet('c'), -1, session);
    moveSnippet(snippet('a'), -1, session);
    expect(names()).toEqual(['snippet a', 'snippet c', 'snippet b']);
    keepSnippet(snippet('c', { name: 'other' }), session);
    keepSnippet(snippet('d'), session);
    expect(names()).toEqual(['snippet a', 'other', 'snippet b', 'snippet d']);
  });

  it('that were removed come back where they were', async () => {
    const { session, names } = await shell({ snippets: [snippet('a'), snippet('b'), snippet('c')] });
    removeSnippet(snippet('b'), session);
    expect(names()).toEqual(['snippet a', 'snippet c']);
    const offer = session.notices.state.getState()[0]?.offer;
    expect(offer?.label).toBe('Undo');
    offer?.run();
    offer?.run();
    expect(names()).toEqual(['snippet a', 'snippet b', 'snippet c']);
  });
});
