import type { FileKind, Weight } from '../../../../app/files.ts';
import type { FileReasons } from '../../../../app/reasons/files.ts';
import { formatNumber } from '../../language/figures.ts';
import { plural } from '../../language/plural.ts';
import type { ReasonWords } from '../../language/types.ts';
import { formatBytes } from '../units.ts';

const kinds: Readonly<Record<FileKind, string>> = {
  file: 'file',
  folder: 'folder',
  link: 'link',
  pipe: 'pipe',
  socket: 'socket',
  'character-device': 'device',
  'block-device': 'device',
  unknown: 'unknown',
};

/** Of the files of a container. */
export const fileWords = {
  tab: 'Files',
  /** Of the list. */
  title: ({ name }: { readonly name: string }) => `Files in ${name}`,
  kinds,
  /** Of what the container did to a file of its image. */
  marks: { added: 'added', changed: 'changed', deleted: 'deleted', within: 'changed inside' },
  columns: { name: 'Name', size: 'Size', modified: 'Modified', mode: 'Mode', owner: 'Owner' },
  /** By name, below a folder. */
  searching: {
    label: 'Search below this folder',
    placeholder: 'Search below…',
    title: ({ name }: { readonly name: string }) => `Files with ${name} in their name`,
    folder: 'Folder',
    goesOn: ({ count }: { readonly count: number }) => `Searching… ${formatNumber(count)} found`,
    found: ({ count, folder }: { readonly count: number; readonly folder: string }) =>
      `${plural(count, { one: '# file or folder', other: '# files and folders' })} below ${folder}`,
    cut: 'There may be more: not all was looked through.',
    none: 'Nothing below has that in its name',
    failed: 'The search ended before its end',
  },
  path: 'Path',
  up: 'Folder above',
  again: 'Read again',
  /** Of a row: its name first. */
  row: ({ name, kind }: { readonly name: string; readonly kind: FileKind }) => `${name} ${kinds[kind]}`,
  target: ({ target }: { readonly target: string }) => `→ ${target}`,
  unread: 'It could not be read',
  empty: 'This folder is empty',
  cut: ({ count }: { readonly count: number }) =>
    `Not all of this folder is shown: ${formatNumber(count)} entries were read.`,
  notLive: 'Read by the engine, as the container does not run or has no shell: what is mounted in memory is not seen.',
  content: ({ name }: { readonly name: string }) => `Content of ${name}`,
  noContent: ({ kind }: { readonly kind: FileKind }) => `This is a ${kinds[kind]}: it has no content to show`,
  head: ({ shown }: { readonly shown: number }) => `Only its first ${formatBytes(shown)} are shown.`,
  editor: 'The text',
  drop: ({ folder }: { readonly folder: string }) => `Drop to upload into ${folder}`,
  copyPath: 'Copy path',
  copiedPath: ({ path }: { readonly path: string }) => `Copied ${path}`,
  nameRule: 'Any name without a slash, at most 255 characters.',
  onlyLive: 'Only programs in the container can do this: it has to run, and to have a shell.',
  making: {
    label: 'New folder…',
    title: ({ folder }: { readonly folder: string }) => `New folder in ${folder}`,
    verb: 'Make folder',
    failed: 'The folder was not made',
    done: ({ name }: { readonly name: string }) => `Made ${name}`,
  },
  downloading: {
    label: 'Download…',
    title: ({ name, count }: { readonly name: string; readonly count: number }) =>
      count === 1 ? `Download ${name} into` : `Download ${formatNumber(count)} files into`,
    failed: 'Download',
  },
  renaming: {
    label: 'Rename…',
    title: ({ name }: { readonly name: string }) => `Rename ${name}`,
    verb: 'Rename',
    failed: 'It was not renamed',
    done: ({ from, to }: { readonly from: string; readonly to: string }) => `Renamed ${from} to ${to}`,
  },
  changing: {
    label: 'Permissions and owner…',
    title: ({ name, count }: { readonly name: string; readonly count: number }) =>
      count === 1 ? `Permissions and owner of ${name}` : `Permissions and owner of ${formatNumber(count)} files`,
    verb: 'Change',
    failed: 'They were not changed',
    done: 'Changed permissions and owner',
    modeRule: 'Three or four octal digits, such as 0644.',
    ownerRule: 'A user, or user:group, by names or numbers.',
    below: 'The owner of all that is in folders, too',
  },
  removal: {
    ofSeveral: ({ count }: { readonly count: number }) => `Remove ${formatNumber(count)} files and folders?`,
    body: ({ weight }: { readonly weight: Weight | undefined }) =>
      weight
        ? `${formatBytes(weight.bytes)} in ${plural(weight.files, { one: '# file or folder', other: '# files and folders' })} go from the container. This cannot be undone.`
        : 'How much that is could not be told. This cannot be undone.',
    done: ({ names }: { readonly names: readonly string[] }) =>
      names.length === 1 ? `Removed ${names[0]}` : `Removed ${formatNumber(names.length)} files and folders`,
  },
  editing: {
    save: 'Save',
    saved: ({ name }: { readonly name: string }) => `Saved ${name}`,
    failed: 'The file was not saved',
    unsaved: 'Not saved yet',
    tooLong: 'Too long to be saved here',
    discard: 'Discard changes',
  },
};

export const fileReasons: ReasonWords<FileReasons> = {
  'file-missing': ({ path }) => `There is no ${path}.`,
  'file-slow': ({ seconds }) => `The container did not answer within ${seconds} seconds.`,
  'file-needs-running': ['The container does not run.', 'Start it: its own programs do this.'],
  'file-needs-shell': [
    'The container has no shell, or not the programs that this takes.',
    'A debug shell of another image can do it.',
  ],
  'file-name-taken': [({ name }) => `Something is called ${name} there already.`, 'Choose another name.'],
  'file-mounted': [
    ({ path }) => `${path} is mounted: what is in it belongs to a volume or to a folder of the engine’s machine.`,
    'Remove what is in it by itself, if that is meant.',
  ],
  'file-read-only': ['These files are read-only.', 'Use a volume that can be written to, or another container.'],
  'file-no-room': ['There is no room left for it.', 'Free some space where the container’s files are.'],
  'file-refused': ['The container refused it.', 'See what it said below.'],
  'file-changed': [
    'The file is not what it was when it was read.',
    'Copy what you wrote, read the file again, and put it in.',
  ],
  'file-in-memory': [
    ({ path }) => `${path} is in memory, or is made up by the kernel: engines do not pack that.`,
    'Copy it to another folder in the container’s shell, and download it there.',
  ],
  'download-unwritten': ['It could not be written.', 'Choose another folder.'],
  'download-too-many': ({ most }) => `More than ${formatNumber(most)} files: that is no folder to be downloaded.`,
  'download-odd': ({ path }) => `${path} is no file and no folder.`,
  'file-owner-untold': [
    'This engine does not tell whose the file is while the container does not run, so it would become root’s.',
    'Start the container, then edit it.',
  ],
};
