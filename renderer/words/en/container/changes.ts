import type { ChangeKind } from '../../../../app/containers.ts';
import { formatNumber } from '../../language/figures.ts';
import { plural } from '../../language/plural.ts';
import { formatBytes } from '../units.ts';

interface Count {
  readonly count: number;
}

const kinds: Readonly<Record<ChangeKind, string>> = { added: 'added', changed: 'changed', deleted: 'deleted' };

/** Of what a container changed in its files. */
export const changeWords = {
  tab: 'Changes',
  title: ({ name }: { readonly name: string }) => `Changes in ${name}`,
  kinds,
  /** Of the box that leaves those of a kind out. */
  some: ({ count, kind }: Count & { readonly kind: ChangeKind }) => `${formatNumber(count)} ${kinds[kind]}`,
  size: ({ size }: { readonly size: number }) => `${formatBytes(size)} in its own layer`,
  within: ({ count }: Count) => plural(count, { one: '# change', other: '# changes' }),
  filter: 'Filter changes',
  placeholder: 'Part of a path',
  copied: ({ path }: { readonly path: string }) => `Copied ${path}`,
  again: 'Read again',
  open: 'Open in Files',
  more: ({ count }: Count) => `${formatNumber(count)} more are not shown.`,
  unread: 'The changes could not be read',
  reading: 'The engine looks through its files…',
  none: 'Its files are those of its image',
  noneNote: 'What is in volumes and other mounts is no part of it.',
  noMatch: 'No change matches',
};
