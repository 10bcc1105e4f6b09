import { expect, it } from 'vitest';
import { idOf, near, openWindow } from '../testing.ts';
import { draftKey } from './file-drafts.ts';

const key = (path: string) => draftKey({ engine: near, id: idOf(1) }, path);
const version = 'a'.repeat(64);

it('hands unsaved texts of containers to the page that comes after it, and nothing once they are saved', async () => {
  const tab = new Map<string, string>();
  const before = await openWindow(tab);
  before.session.fileDrafts.set(key('/a'), { text: 'one', version });
  before.session.fileDrafts.set(key('/b'), { text: 'two', version });
  before.session.fileDrafts.set(key('/a'), undefined);
  before.page.fire('pagehide');
  const { session, page } = await openWindow(tab);
  expect([...session.fileDrafts.state.getState()]).toEqual([[key('/b'), { text: 'two', version }]]);
  session.fileDrafts.set(key('/b'), undefined);
  page.fire('pagehide');
  expect([...tab.keys()]).not.toContain('gantry-left-file-drafts');
});

it('hands on those that were changed last where a tab has no room for all', async () => {
  const tab = new Map<string, string>();
  const before = await openWindow(tab);
  const paths = ['/a', '/b', '/c', '/d', '/e', '/f'];
  for (const path of paths) before.session.fileDrafts.set(key(path), { text: path.repeat(500_000), version });
  before.session.fileDrafts.set(key('/a'), { text: '!'.repeat(1_000_000), version });
  before.page.fire('pagehide');
  const { session } = await openWindow(tab);
  expect([...session.fileDrafts.state.getState().keys()]).toEqual(['/d', '/e', '/f', '/a'].map(key));
});
