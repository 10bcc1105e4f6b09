import { Download, Layers } from 'lucide-react';
import { type ReactNode, useCallback, useMemo } from 'react';
import { bareImageId, type Image } from '../../../app/images.ts';
import { keyOf } from '../../../app/object-key.ts';
import { shortId } from '../../../app/text/short-id.ts';
import { type ImageTarget, imageName, pruneImages } from '../../commands/images.ts';
import { loadImages, pullImage } from '../../commands/transfers.ts';
import { useEngines, useList, useSession } from '../../hooks/session.tsx';
import { useHeldButton } from '../../hooks/use-held.ts';
import type { Keyed } from '../../stores/lists/list.ts';
import { Button } from '../../ui/controls/Button.tsx';
import { formatBytes } from '../../words/amounts.ts';
import { words } from '../../words/words.ts';
import { labelFacets } from '../object/filter-suggestions.ts';
import { ObjectSection } from '../object/ObjectSection.tsx';
import type { ObjectKind } from '../object/types.ts';
import { useFollowed } from '../object/use-followed.ts';
import { awayReason, isDown } from '../parts/EngineProblem.tsx';
import { useJoined, usersOf } from '../parts/joined.ts';
import { imageColumns } from './columns.tsx';
import { ImageDetailPane, imageTarget, imageVerbs } from './Detail.tsx';
import { type ImageRow, imageFilter } from './rows.ts';

const text = words.images;

const kind: ObjectKind<ImageRow, ImageTarget> = {
  section: 'images',
  columns: imageColumns,
  sortAtFirst: { column: 'name', descending: false },
  rowName: (image) =>
    `${imageName(image).slice(0, 200)} ${image.users.length === 0 ? words.common.unused : words.common.used} ${shortId(image.id)}${image.tags.length === 0 ? ` ${text.untagged}` : ''}`,
  placeholder: words.lists.filterExample({ example: 'used:no dangling:yes label:tier=web' }),
  filter: imageFilter,
  facets: {
    used: ({ users }) => [users.length > 0 ? 'yes' : 'no'],
    dangling: ({ dangling }) => [dangling ? 'yes' : 'no'],
    container: ({ users }) => users.map(({ name }) => name),
    label: ({ labels }) => labelFacets(labels),
  },
  verbs: imageVerbs,
  target: imageTarget,
  summary: (all) => text.upTo({ bytes: formatBytes(all.reduce((sum, { size }) => sum + size, 0)) }),
  none: {
    icon: Layers,
    text: text.noneText,
  },
  Detail: ImageDetailPane,
};

/** Why no engine can be asked now; undefined as long as any may. */
function useAllAway(): string | undefined {
  const engines = useEngines();
  return engines.every(isDown) ? awayReason(engines[0]) : undefined;
}

/** The section: every image of the engines that the window looks at and the containers that are made from it. */
export function Images(): ReactNode {
  const session = useSession();
  const held = useHeldButton();
  const away = useAllAway();
  const usable = away === undefined ? held : { disabled: true, reason: away };
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
          <Button icon={Download} {...usable} onClick={() => void pullImage.run(session)}>
            {text.openPull}
          </Button>
          <Button {...usable} onClick={() => void loadImages.run(session)}>
            {text.openLoad}
          </Button>
          <Button {...usable} onClick={() => void pruneImages.run(session)}>
            {words.common.removeUnused}
          </Button>
        </>
      }
    />
  );
}
