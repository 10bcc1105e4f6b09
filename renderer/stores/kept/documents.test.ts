import { beforeEach, describe, expect, it } from 'vitest';
import { cause } from '../../../app/rpc/problem.ts';
import { openWindow, type PlayedWindow, turn } from '../testing.ts';

const path = '/app/Dockerfile';
const version = (digit: number) => String(digit).repeat(64);
const disk = (digit: number, text = `FROM v${digit}\n`) => ({ text, version: version(digit) });

let window: PlayedWindow;
beforeEach(async () => {
  window = await openWindow();
  window.host.answer('documents.read', () => disk(1));
});
const opened = () => window.session.documents.state.getState().get(path);
const text = () => opened()?.document?.text;
const changed = (digit: number) => window.host.tell('documents.watch', { state: 'present', version: version(digit) });

/** Opens the file, as a view does. */
async function open(): Promise<() => void> {
  const stop = window.session.documents.open(path);
  await turn();
  await changed(1);
  return stop;
}

describe('a file that is edited', () => {
  it('is read, and again whenever it changes', async () => {
    const { host } = window;
    await open();
    expect(opened()?.document).toMatchObject({ text: 'FROM v1\n', base: disk(1), restored: false });
    host.answer('documents.read', () => disk(2));
    await changed(2);
    expect(opened()?.document).toMatchObject({ text: 'FROM v2\n', notice: 'reloaded' });
  });

  it('begins with the work that was kept of it', async () => {
    window.host.answer('documents.draft', () => ({ text: 'FROM mine\n', version: version(1) }));
    await open();
    expect(opened()?.document).toMatchObject({ text: 'FROM mine\n', base: disk(1), restored: true });
  });

  it('is new where there is none, and says why it cannot be read', async () => {
    window.host.refuse('documents.read', { code: 'not-found', ...cause('unforeseen'), detail: 'No such file.' });
    await open();
    expect(opened()).toMatchObject({ document: { text: '', base: undefined } });
    window.host.refuse('documents.read', { code: 'unsupported', ...cause('unforeseen'), detail: 'That is no text.' });
    await changed(2);
    expect(opened()).toMatchObject({ document: { text: '' }, problem: { code: 'unsupported' } });
  });

  it('is what was read last, in whatever order the answers come', async () => {
    const { host } = window;
    await open();
    const answers: ((read: unknown) => void)[] = [];
    host.answer('documents.read', () => new Promise((resolve) => answers.push(resolve)));
    await changed(2);
    await changed(3);
    answers[1]?.(disk(3));
    await turn();
    answers[0]?.(disk(2));
    await turn();
    expect(opened()?.document).toMatchObject({ text: 'FROM v3\n', base: disk(3) });
  });
});

describe('saving', () => {
  it('writes over what the work began with, and says so once it is done', async () => {
    const { host, session } = window;
    await open();
    session.documents.edit(path, 'FROM mine\n');
    expect(session.documents.isDirty(path)).toBe(true);
    let written: (answer: unknown) => void = () => undefined;
    host.answer('documents.write', () => new Promise((resolve) => (written = resolve)));
    const saving = session.documents.save(path);
    await turn();
    session.documents.edit(path, 'FROM mine\nRUN more\n');
    written({ version: version(2) });
    expect(await saving).toBe(true);
    expect(host.callsOf('documents.write')).toEqual([{ path, text: 'FROM mine\n', version: version(1) }]);
    expect(opened()?.document).toMatchObject({ base: disk(2, 'FROM mine\n'), saving: false });
    expect(session.documents.isDirty(path)).toBe(true);
  });

  it('is no question of its own: what was read before it was written is old', async () => {
    const { host, session } = window;
    await open();
    session.documents.edit(path, 'FROM mine\n');
    const answers: ((read: unknown) => void)[] = [];
    host.answer('documents.read', () => new Promise((resolve) => answers.push(resolve)));
    await changed(1);
    host.answer('documents.write', () => ({ version: version(2) }));
    expect(await session.documents.save(path)).toBe(true);
    answers[0]?.(disk(1));
    await turn();
    expect(opened()?.document).toMatchObject({ text: 'FROM mine\n', base: disk(2, 'FROM mine\n') });
    // But what somebody else wrote right after it is not missed.
    answers[1]?.(disk(3));
    await turn();
    expect(opened()?.document).toMatchObject({ text: 'FROM v3\n', notice: 'reloaded' });
  });

  it('is a question where the disk has something else by then', async () => {
    const { host, session } = window;
    await open();
    session.documents.edit(path, 'FROM mine\n');
    host.refuse('documents.write', { code: 'conflict', ...cause('unforeseen'), detail: 'It changed.' });
    host.answer('documents.read', () => disk(2));
    expect(await session.documents.save(path)).toBe(false);
    expect(opened()?.document).toMatchObject({ text: 'FROM mine\n', theirs: { disk: disk(2) }, saving: false });
    expect(await session.documents.save(path)).toBe(false);
    session.documents.keepMine(path);
    host.answer('documents.write', () => ({ version: version(3) }));
    expect(await session.documents.save(path)).toBe(true);
    expect(host.callsOf('documents.write').at(-1)).toEqual({ path, text: 'FROM mine\n', version: version(2) });
  });

  it('that fails keeps the work and says why', async () => {
    const { host, session } = window;
    await open();
    session.documents.edit(path, 'FROM mine\n');
    host.refuse('documents.write', { code: 'no-space', ...cause('unforeseen'), detail: 'The disk is full.' });
    expect(await session.documents.save(path)).toBe(false);
    expect(opened()).toMatchObject({ document: { text: 'FROM mine\n', saving: false }, problem: { code: 'no-space' } });
  });
});

describe('unsaved work', () => {
  it('goes to main when the window asks for it, and is dropped when there is none any more', async () => {
    const { host, session } = window;
    await open();
    session.documents.edit(path, 'FROM mine\n');
    expect(host.callsOf('documents.saveDraft')).toEqual([]);
    await session.documents.flush();
    expect(host.callsOf('documents.saveDraft')).toEqual([{ path, text: 'FROM mine\n', version: version(1) }]);
    session.documents.discard(path);
    expect(text()).toBe('FROM v1\n');
    await session.documents.flush();
    expect(host.callsOf('documents.dropDraft')).toEqual([{ path }]);
    await session.documents.flush();
    expect(host.asked.filter(([operation]) => operation.endsWith('Draft'))).toHaveLength(2);
  });

  it('goes when its view is closed and when the page goes', async () => {
    const { host, page, session } = window;
    const close = await open();
    session.documents.edit(path, 'FROM one\n');
    close();
    await turn();
    session.documents.edit(path, 'FROM two\n');
    page.fire('pagehide');
    await turn();
    expect(host.callsOf('documents.saveDraft')).toMatchObject([{ text: 'FROM one\n' }, { text: 'FROM two\n' }]);
  });

  it('that main did not answer when the page went is there in the page that comes after it, and told again', async () => {
    const tab = new Map<string, string>();
    window = await openWindow(tab);
    window.host.answer('documents.read', () => disk(1));
    await open();
    window.session.documents.edit(path, 'FROM mine\n');
    window.page.fire('pagehide');
    window = await openWindow(tab);
    expect([...tab.keys()]).not.toContain('gantry-left-drafts');
    window.host.answer('documents.read', () => disk(1));
    await open();
    expect(opened()?.document).toMatchObject({ text: 'FROM mine\n', base: disk(1), restored: true });
    await window.session.documents.flush();
    expect(window.host.callsOf('documents.saveDraft')).toEqual([{ path, text: 'FROM mine\n', version: version(1) }]);
    window.page.fire('pagehide');
    expect([...tab.keys()]).not.toContain('gantry-left-drafts');
  });

  it('that was typed while the link was lost goes once there is one again', async () => {
    const { host, session } = window;
    await open();
    await host.leave();
    session.documents.edit(path, 'FROM mine\n');
    await session.documents.flush();
    expect(host.callsOf('documents.saveDraft')).toEqual([]);
    await expect.poll(() => session.link.state.getState()).toBe('open');
    await turn();
    // A host that is new takes it only once it knows the file.
    expect(host.callsOf('documents.saveDraft')).toEqual([]);
    await changed(1);
    expect(host.callsOf('documents.saveDraft')).toEqual([{ path, text: 'FROM mine\n', version: version(1) }]);
    await session.documents.flush();
    expect(host.callsOf('documents.saveDraft')).toHaveLength(1);
  });
});
