import { Layers } from 'lucide-react';
import { bareImageId, type Image } from '../../../app/images.ts';
import { shortId } from '../../../app/text/short-id.ts';
import { type ImageTarget, imageCommands, imageName, pruneImages } from '../../commands/images.ts';
import { transferCommands } from '../../commands/transfers.ts';
import { lazily } from '../../ui/layout/lazily.tsx';
import { words } from '../../words/words.ts';
import { kindSection } from '../object/section-entry.ts';

export const imagesSection = kindSection<'image', Image, ImageTarget>({
  ...words.sections.images,
  icon: Layers,
  keys: 'g i',
  navigation: 'things',
  kind: 'image',
  commands: imageCommands,
  global: [...transferCommands, pruneImages],
  palette: {
    store: (session) => session.images,
    name: imageName,
    hint: ({ id }) => shortId(id),
    keywords: ({ tags }) => tags.join(' '),
    target: (engine, image) => ({ engine, image }),
    used: ({ id }, { imageId }) => bareImageId(imageId) === id,
  },
  View: lazily(async () => (await import('./Images.tsx')).Images),
});
