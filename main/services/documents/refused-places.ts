import { realpath } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { cliFolder } from '../../engine/endpoints/host-address.ts';
import type { Machine } from '../../engine/endpoints/machine.ts';

/** Files and folders of keys, logins and passwords, or that a shell runs, wherever they are. */
const secretNames = new Set(
  `.ssh .gnupg .aws .azure .kube .password-store .netrc _netrc .git-credentials .pgpass .my.cnf .npmrc .pypirc .vault-token
   .bashrc .bash_profile .bash_login .bash_logout .bash_aliases .bash_history .profile .zshrc .zshenv .zprofile .zlogin
   .zlogout .zsh_history .cshrc .tcshrc .login .kshrc .mkshrc .xprofile .xinitrc .xsession .gitconfig .viminfo`.split(
    /\s+/,
  ),
);

/** The same for what may be a project's own elsewhere: paths below somebody's home folder. */
const secretsOfHome = [
  '.docker',
  '.mozilla',
  '.thunderbird',
  '.terraform.d',
  '.local/share/keyrings',
  '.local/share/containers',
  ...[
    'gcloud',
    'gh',
    'hub',
    'containers',
    'helm',
    'op',
    'rclone',
    'doctl',
    'sops',
    'git',
    'fish',
    'autostart',
    'systemd',
  ].map((name) => `.config/${name}`),
  ...['google-chrome', 'chromium', 'bravesoftware', 'powershell', 'environment.d'].map((name) => `.config/${name}`),
  'library/keychains',
  'library/application support',
  'library/launchagents',
  'appdata',
  'documents/powershell',
  'documents/windowspowershell',
];

/** Folders whose subfolders are home folders. `/home` may be a link to another of them. */
const homeParents = ['/home', '/var/home', '/users', 'c:/users'];
/** Home folders of the system's own users. */
const systemHomes = ['/root', '/var/root'];

/** Of the system, and what only looks like files. */
const systemSecrets = [
  '/proc',
  '/sys',
  '/dev',
  '/etc/shadow',
  '/etc/gshadow',
  '/etc/sudoers',
  '/etc/sudoers.d',
  '/etc/ssh',
];

/** Folders of the system, where nothing is written; `/usr/local` and `/usr/src` are people's own. */
const systemFolders =
  `/bin /boot /dev /etc /lib /lib32 /lib64 /libx32 /private/etc /proc /sbin /sys /usr /var/spool /system
  /library c:/windows c:/programdata`.split(/\s+/);
const programFiles = ['c:/program files', 'c:/program files (x86)'];
const notSystem = ['/usr/local', '/usr/src'];

/**
 * The places of this machine that no page gets at, whatever was opened: keys, logins, what shells run, and Gantry's own
 * data. All paths that are asked about are real ones (without links). Letter case never counts: where it does to the disk,
 * nothing of another case is worth more.
 */
export class RefusedPlaces {
  readonly #homes: readonly string[];
  readonly #own: readonly string[];
  readonly #data: readonly string[];

  private constructor(homes: readonly string[], own: readonly string[], dataDir: string) {
    // Who has no home of their own gets the root.
    this.#homes = [...homes, ...systemHomes].filter((home) => home !== '/');
    this.#own = own;
    // Who keeps Gantry's data in the home folder itself still has that folder.
    this.#data = homes.includes(dataDir) ? ['logs', 'drafts'].map((name) => `${dataDir}/${name}`) : [dataDir];
  }

  /** @param dataDir Gantry's own folder */
  static async of(machine: Machine, dataDir: string): Promise<RefusedPlaces> {
    const real = async (path: string) => folded(await realpath(path).catch(() => resolve(path)));
    const homes = [machine.home, machine.env['HOME'] ?? machine.home];
    const own = [cliFolder(machine), machine.env['GNUPGHOME'] ?? join(machine.home, '.gnupg')];
    return new RefusedPlaces(await Promise.all(homes.map(real)), await Promise.all(own.map(real)), await real(dataDir));
  }

  /** Whether a path is in Gantry's own folder or holds secrets. */
  holds(path: string): boolean {
    return this.#data.some((folder) => isIn(folded(path), folder)) || this.isSecret(path);
  }

  /** Whether a path is, or is in, a place of keys, logins or what shells run. */
  isSecret(path: string): boolean {
    const place = folded(path);
    if (place.split('/').some((name) => secretNames.has(name))) return true;
    if ([...this.#own, ...systemSecrets].some((folder) => isIn(place, folder))) return true;
    const inHome = this.#belowHome(place);
    return inHome !== undefined && secretsOfHome.some((secret) => isIn(inHome, secret));
  }

  /** Whether a folder is so high up that opening it must not open all that is below: a home folder, or one above. */
  isWide(folder: string): boolean {
    const place = folded(folder);
    return (
      /^(\/|[a-z]:\/?|\/\/[^/]+\/[^/]+\/?)$/.test(place) ||
      this.#belowHome(place) === '' ||
      homeParents.includes(place) ||
      this.#homes.some((home) => isIn(home, place)) ||
      systemFolders.includes(place)
    );
  }

  /** Whether a path belongs to the system, which Gantry only reads; the root folder does, and not all that lies in it. */
  isSystem(path: string): boolean {
    const place = folded(path);
    if (place === '/') return true;
    const among = (folders: readonly string[]) => folders.some((folder) => isIn(place, folder));
    return among([...systemFolders, ...programFiles]) && !among(notSystem);
  }

  /** What of a path is below a home folder: '' for the home folder itself, undefined for what is in none. */
  #belowHome(place: string): string | undefined {
    const own = this.#homes.find((home) => isIn(place, home));
    if (own !== undefined) return place.slice(own.length + 1);
    const parent = homeParents.find((folder) => isIn(place, folder) && place !== folder);
    return parent === undefined
      ? undefined
      : place
          .slice(parent.length + 1)
          .split('/')
          .slice(1)
          .join('/');
  }
}

/** Slashes, one letter case, one way to write an accent. */
function folded(path: string): string {
  const plain = path.replaceAll('\\', '/').normalize('NFC').toLowerCase();
  return plain.length > 1 && plain.endsWith('/') ? plain.slice(0, -1) : plain;
}

/** Whether a folded path is a folder or below it. */
function isIn(place: string, folder: string): boolean {
  return place === folder || place.startsWith(folder.endsWith('/') ? folder : `${folder}/`);
}
