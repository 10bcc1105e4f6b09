import { expect, test } from 'vitest';
import type { Image } from '../../../app/images.ts';
import type { Volume } from '../../../app/volumes.ts';
import { keyed } from '../../stores/lists/list.ts';
import type { Session } from '../../stores/session.ts';
import { createNoticeStore } from '../../stores/shown/notices.ts';
import { containerOf, far, near, openWindow, turn, wholeList } from '../../stores/testing.ts';
import { said } from '../../words/problems.ts';
import { containersSection } from '../containers/section.ts';
import { imagesSection } from '../images/section.ts';
import { volumesSection } from '../volumes/section.ts';

const engine = 'e000000000000';
const image = keyed(engine, 'image', { id: 'a'.repeat(64), tags: ['app:1'], digests: [], size: 1 } as unknown as Image);
const volume = keyed(engine, 'volume', { id: 'data', driver: 'local' } as unknown as Volume);
const user = {
  id: 'c',
  name: 'web',
  imageId: `sha256:${image.id}`,
  volumes: [volume.id],
  ports: [],
  networks: [],
  labels: {},
};

/** A window that knows these objects; what it would ask the host is an error. */
function windowWith(lists: {
  images?: Map<string, Image>;
  volumes?: Map<string, Volume>;
  containers?: Map<string, unknown>;
}) {
  const notices = createNoticeStore();
  const of = (items: unknown = new Map()) => ({ state: {}, of: () => ({ items }) });
  const session = {
    notices,
    engine: { getState: () => ({ list: undefined }) },
    containers: of(lists.containers),
    images: of(lists.images),
    volumes: of(lists.volumes),
    networks: of(),
    link: { ask: () => Promise.reject(new Error('asked')) },
    question: { ask: () => Promise.reject(new Error('asked')) },
  } as unknown as Session;
  return { session, notices };
}

function entry(session: Session, label: string) {
  const found = [imagesSection, volumesSection]
    .flatMap(({ palette }) => palette.entries(session, [engine], undefined))
    .find((one) => one.label === label);
  if (!found) throw new Error(`no entry ${label}`);
  return found;
}

test('a verb of the palette is refused as everywhere else: an image and a volume that containers use stay', async () => {
  const { session, notices } = windowWith({
    images: new Map([[image.key, image]]),
    volumes: new Map([[volume.key, volume]]),
    containers: new Map([[user.id, user]]),
  });
  for (const label of ['Remove app:1', 'Remove data']) entry(session, label).onSelect();
  await expect
    .poll(() => notices.state.getState().map(({ problem }) => problem && said(problem)))
    .toEqual(['Used by web.', 'Used by web.']);
});

test('a verb is carried out on what the object is by now, and says when it is gone', async () => {
  const volumes = new Map([[volume.key, volume]]);
  const { session, notices } = windowWith({ volumes });
  const remove = entry(session, 'Remove data');
  volumes.clear();
  remove.onSelect();
  await expect
    .poll(() => notices.state.getState().map(({ problem }) => problem && said(problem)))
    .toEqual(['data is gone.']);
});

test('several engines are found together, each entry with its engine, and few enough have verbs that typing stays instant', async () => {
  const { host, session } = await openWindow();
  await session.look('all');
  await turn();
  const many = (count: number) => wholeList(...Array.from({ length: count }, (_, n) => containerOf(n, `c${n}`)));
  await host.tell('containers.watch', many(150), near);
  await host.tell('containers.watch', many(150), far);
  const entries = containersSection.palette.entries(session, [near, far], undefined);
  const opening = entries.filter(({ id }) => id.startsWith('open.'));
  expect(opening).toHaveLength(300);
  expect(opening.filter(({ label }) => label === 'c0').map(({ hint }) => hint)).toEqual([
    `${near} · busybox`,
    `${far} · busybox`,
  ]);
  expect(entries.filter(({ id }) => id.startsWith('containers.stop.'))).toHaveLength(200);
  expect(containersSection.palette.entries(session, [near], undefined)[0]?.hint).toBe('busybox');
});
