import type { DiskReasons } from '../../../app/reasons/disk.ts';
import type { ReasonWords } from '../language/types.ts';

export const diskReasons: ReasonWords<DiskReasons> = {
  'no-such-file': 'There is no such file or folder.',
  'not-a-file': 'This is not a file.',
  'disk-full': ['The disk is full.', 'Free some space, then try again.'],
  'file-too-long': 'The file is too long.',
  'file-unreadable': 'The file cannot be read.',
  'file-unwritable': 'The file cannot be written.',
  'file-unusable': 'This file cannot be used.',
  'folder-unreadable': 'The folder cannot be read.',
  'folder-unusable': 'The folder cannot be used.',
  'not-kept': 'It cannot be kept on the disk.',
};

/** Of the page about what uses the disk. */
export const diskWords = {
  title: 'Disk usage',
  again: 'Measure again',
  measuring: 'Measuring…',
  failed: 'The disk could not be measured',
  total: ({ used, free }: { readonly used: string; readonly free: string }) =>
    `${used} used, of which up to ${free} can be freed`,
  list: 'What uses the disk',
  parts: {
    images: 'Images',
    containers: 'Containers',
    volumes: 'Volumes',
    cache: 'Build cache',
    logs: 'Logs that Gantry keeps',
  },
  allUsed: 'all of it in use',
  /** How much of a part nothing uses. */
  free: {
    images: ({ size }: { readonly size: string }) => `${size} in images that no container uses`,
    containers: ({ size }: { readonly size: string }) => `${size} in containers that do not run`,
    volumes: ({ size }: { readonly size: string }) => `${size} in volumes that no container uses`,
    cache: ({ size }: { readonly size: string }) => `${size} not in use`,
  },
  whereLogs: 'on the machine that Gantry runs on',
  chooseLogs: 'Choose what is kept',
};
