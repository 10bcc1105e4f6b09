import type { Image } from '../../../app/images.ts';
import { bareImageId } from '../../../app/images.ts';
import { shortTag } from '../../commands/images.ts';

/** Small ones that are known to have a shell and tools, the handiest first. */
const known = ['busybox', 'alpine', 'nicolaka/netshoot', 'debian', 'ubuntu', 'fedora', 'archlinux'];

/** Most that are offered: a list that nobody reads to its end. */
const most = 200;

/** What can be chosen as an image with tools: what the engine calls it, and what people do. */
export interface ToolboxImage {
  readonly value: string;
  readonly label: string;
}

/**
 * Images that may have a shell, the likeliest first: those that are known, then the others by size, last what the
 * container itself is made from where that is not known: somebody wants another one.
 * @param own the image of that container
 */
export function toolboxImages(images: Iterable<Image>, own: string): ToolboxImage[] {
  const named = [...images].flatMap(({ id, tags, size }) =>
    tags.map((tag) => ({ value: tag, label: shortTag(tag), size, isOwn: id === bareImageId(own) })),
  );
  const rank = ({ label, isOwn }: (typeof named)[number]) => {
    const at = known.indexOf(label.replace(/[:@].*$/, ''));
    if (at >= 0) return at;
    return isOwn ? known.length + 1 : known.length;
  };
  return named
    .toSorted((a, b) => rank(a) - rank(b) || a.size - b.size || a.label.localeCompare(b.label))
    .slice(0, most)
    .map(({ value, label }) => ({ value, label }));
}
