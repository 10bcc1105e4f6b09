import { delimiter, dirname, isAbsolute, relative, sep } from 'node:path';

/** What an AppImage's runtime and Electron say to themselves. */
const ours = [
  'APPDIR',
  'APPIMAGE',
  'ARGV0',
  'OWD',
  'CHROME_DESKTOP',
  'CHROME_CRASHPAD_PIPE_NAME',
  'ELECTRON_RUN_AS_NODE',
  'ELECTRON_NO_ATTACH_CONSOLE',
  'NO_AT_BRIDGE',
];

/** Where Gantry's own files are, if they came in a folder with their program: not so in a Node of the system. */
const ownFolder = process.versions['electron'] === undefined ? undefined : dirname(process.execPath);

/**
 * The environment for programs that are not ours, such as Compose, credential helpers and the browser: without what the
 * start of an AppImage (`PATH`, `LD_LIBRARY_PATH`, `XDG_DATA_DIRS`, `GSETTINGS_SCHEMA_DIR`) or of a snap put there for
 * Gantry's own libraries and files, and without Electron's own variables. Elsewhere it stays as it is.
 * @param own the folder that Gantry's program is in; none when that is the system's
 */
export function outsideEnvironment(env: NodeJS.ProcessEnv, own: string | undefined = ownFolder): NodeJS.ProcessEnv {
  const roots = rootsOf(env, own);
  const outside: NodeJS.ProcessEnv = {};
  for (const [name, value] of Object.entries(env)) {
    const left = value === undefined || ours.includes(name) ? undefined : without(value, roots);
    if (left !== undefined) outside[name] = left;
  }
  // Electron gives itself another desktop where it would not show its menus otherwise.
  const desktop = outside['ORIGINAL_XDG_CURRENT_DESKTOP'];
  delete outside['ORIGINAL_XDG_CURRENT_DESKTOP'];
  return desktop === undefined || desktop === 'undefined' ? outside : { ...outside, XDG_CURRENT_DESKTOP: desktop };
}

/** The folders of a packed Gantry. A person's own APPDIR, without an APPIMAGE, means something else. */
function rootsOf(env: NodeJS.ProcessEnv, own: string | undefined): readonly string[] {
  const { APPDIR: image, APPIMAGE: file, SNAP: snap } = env;
  return [file ? image : undefined, snap, own].filter((root = '') => isAbsolute(root) && root !== sep) as string[];
}

/** A path or a list of paths without those below a root; undefined if none is left. */
function without(value: string, roots: readonly string[]): string | undefined {
  const parts = value.split(delimiter);
  const left = parts.filter((part) => !roots.some((root) => isBelow(part, root)));
  if (left.length === parts.length) return value;
  // What was joined to an empty list leaves an empty part, which would mean the working folder.
  const kept = left.filter((part) => part !== '');
  return kept.length === 0 ? undefined : kept.join(delimiter);
}

function isBelow(path: string, root: string): boolean {
  if (!isAbsolute(path)) return false;
  const way = relative(root, path);
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way));
}
