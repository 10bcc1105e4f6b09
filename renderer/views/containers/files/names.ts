import type { FileFacts } from '../../../../app/files.ts';

/** A path in a container's folder. */
export function pathIn(folder: string, name: string): string {
  return folder === '/' ? `/${name}` : `${folder}/${name}`;
}

/** The folder around a path; that of the root is the root. */
export function folderOf(path: string): string {
  const end = path.replace(/\/+$/, '').lastIndexOf('/');
  return end <= 0 ? '/' : path.slice(0, end);
}

/** The last name of a path; empty of the root. */
export function nameOf(path: string): string {
  const whole = path.replace(/\/+$/, '');
  return whole.slice(whole.lastIndexOf('/') + 1);
}

/** A typed path: absolute, without empty parts and steps up, as `posix.normalize` does. */
export function typedPath(typed: string): string {
  const parts: string[] = [];
  for (const part of typed.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}

const letters: Readonly<Record<FileFacts['kind'], string>> = {
  file: '-',
  folder: 'd',
  link: 'l',
  pipe: 'p',
  socket: 's',
  'character-device': 'c',
  'block-device': 'b',
  unknown: '?',
};

/** As `ls -l` writes it: `drwxr-xr-x`. */
export function modeText({ kind, mode }: Pick<FileFacts, 'kind' | 'mode'>): string {
  const bits = [6, 3, 0].map((shift, who) => {
    const three = (mode >> shift) & 7;
    const special = (mode >> (11 - who)) & 1;
    const run = three & 1;
    const [plain, without] = who === 2 ? ['t', 'T'] : ['s', 'S'];
    const last = special === 1 ? (run === 1 ? plain : without) : run === 1 ? 'x' : '-';
    return `${(three & 4) === 0 ? '-' : 'r'}${(three & 2) === 0 ? '-' : 'w'}${last}`;
  });
  return letters[kind] + bits.join('');
}

/** `user:group`, by numbers where names are not known; empty where nothing is. */
export function ownerText({ uid, gid, user, group }: FileFacts): string {
  if (uid === undefined) return '';
  return `${user ?? uid}:${group ?? gid ?? ''}`;
}
