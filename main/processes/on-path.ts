import { access, constants } from 'node:fs/promises';
import { delimiter, join } from 'node:path';

/** The file of a program, as it is called in a folder. */
export function executable(name: string): string {
  return process.platform === 'win32' ? `${name}.exe` : name;
}

/** The path, if there is a program at it that may be run. */
export async function runnable(path: string): Promise<string | undefined> {
  return access(path, constants.X_OK).then(
    () => path,
    () => undefined,
  );
}

/** Where a program is that PATH leads to; undefined where there is none. `more` are folders that are looked at after those. */
export async function onPath(
  name: string,
  env: NodeJS.ProcessEnv,
  more: readonly string[] = [],
): Promise<string | undefined> {
  for (const folder of [...(env['PATH'] ?? env['Path'] ?? '').split(delimiter), ...more]) {
    const path = folder && (await runnable(join(folder, executable(name))));
    if (path) return path;
  }
  return undefined;
}
