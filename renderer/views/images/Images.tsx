import { Download, Layers } from 'lucide-react';
import { type ReactNode, useCallback, useMemo } from 'react';
import { formatBytes, shortId } from '../../../app/format.ts';
import { bareImageId, type Image } from '../../../app/images.ts';
import { keyOf } from '../../../app/object-key.ts';
import { type ImageTarget, imageName, pruneImages } from '../../commands/images.ts';
import { loadImages, pullImage } from '../../commands/transfers.ts';
import { useEngine, useList, useSession } from '../../session.tsx';
import type { Keyed } from '../../stores/list.ts';
import { Button } from '../../ui/Button.tsx';
import { awayReason } from '../EngineProblem.tsx';
import { useJoined, usersOf } from '../joined.ts';
import { labelFacets } from '../object/filter-suggestions.ts';
import { ObjectSection, useFollowed } from '../object/ObjectSection.tsx';
import type { ObjectKind } from '../object/types.ts';
import { imageColumns } from './columns.tsx';
import { ImageDetailPane, imageTarget, imageVerbs } from './Detail.tsx';
import { type ImageRow, imageFilter } from './rows.ts';

const kind: ObjectKind<ImageRow, ImageTarget> = {
  section: 'Images',
  noun: 'image',
  nouns: 'images',
  columns: imageColumns,
  sortAtFirst: { column: 'name', descending: false },
  rowName: (image) =>
    `${imageName(image).slice(0, 200)} ${image.users.length === 0 ? 'unused' : 'used'} ${shortId(image.id)}${image.tags.length === 0 ? ' untagged' : ''}`,
  placeholder: 'Filter… used:no dangling:yes label:tier=web',
  filter: imageFilter,
  facets: {
    used: ({ users }) => [users.length > 0 ? 'yes' : 'no'],
    dangling: ({ dangling }) => [dangling ? 'yes' : 'no'],
    container: ({ users }) => users.map(({ name }) => name),
    label: ({ labels }) => labelFacets(labels),
  },
  verbs: imageVerbs,
  target: imageTarget,
  summary: (all) => `up to ${formatBytes(all.reduce((sum, { size }) => sum + size, 0))}`,
  none: {
    icon: Layers,
    text: 'Containers are made from images. Pull one with the button above, or build one from a Dockerfile.',
  },
  Detail: ImageDetailPane,
};

/** The section: every image of the selected engine and the containers that are made from it. */
export function Images(): ReactNode {
  const session = useSession();
  const away = awayReason(useEngine());
  const images = useFollowed(session.images);
  const containers = useList(session.containers).items;
  const users = useMemo(
    () => usersOf(containers, ({ engine, imageId: id }) => [keyOf({ engine, kind: 'image', id: bareImageId(id) })]),
    [containers],
  );
  const join = useCallback(
    (image: Keyed<Image>): ImageRow => ({ ...image, users: users.get(image.key) ?? [] }),
    [users],
  );
  return (
    <ObjectSection
      kind={kind}
      list={useJoined(images, join)}
      controls={
        <>
          <Button
            icon={Download}
            disabled={away !== undefined}
            reason={away}
            onClick={() => void pullImage.run(session)}
          >
            Pull…
          </Button>
          <Button disabled={away !== undefined} reason={away} onClick={() => void loadImages.run(session)}>
            Load…
          </Button>
          <Button disabled={away !== undefined} reason={away} onClick={() => void pruneImages.run(session)}>
            Remove unused…
          </Button>
        </>
      }
    />
  );
}
