import { homedir } from 'node:os';
import { join } from 'node:path';
import type { FoundCompose } from '../../../app/compose.ts';
import { cause } from '../../../app/rpc/problem.ts';
import { runChild } from '../../processes/child.ts';
import { executable, onPath, runnable } from '../../processes/on-path.ts';

/** How to call Compose: `command`, then `prefix`, then Compose's own arguments. */
export interface ComposeProgram {
  readonly kind: 'plugin' | 'standalone';
  readonly version: string;
  readonly command: string;
  readonly prefix: readonly string[];
}

/** A program that does not tell its version in this time, in ms, is not the one; disks wake in a second or two. */
const patience = 5000;
/** It has nothing to tidy up, in ms. */
const endLimit = 500;
/** A version is a word; of what else is printed no more than this is kept, in bytes. */
const mostPrinted = 4096;

const windows = process.platform === 'win32';

/** Where packages put plugins, best first. */
function systemFolders(env: NodeJS.ProcessEnv): readonly string[] {
  return windows
    ? [
        join(env['ProgramData'] ?? 'C:\\ProgramData', 'Docker'),
        join(env['ProgramFiles'] ?? 'C:\\Program Files', 'Docker'),
      ]
    : [
        '/usr/local/lib/docker',
        '/usr/local/libexec/docker',
        '/usr/lib/docker',
        '/usr/libexec/docker',
        '/opt/homebrew/lib/docker',
      ];
}

/** Where the docker CLI itself looks for plugins, best first. */
function pluginFolders(env: NodeJS.ProcessEnv, system: readonly string[]): string[] {
  const config = env['DOCKER_CONFIG'] || join(env['HOME'] ?? env['USERPROFILE'] ?? homedir(), '.docker');
  return [config, ...system].map((folder) => join(folder, 'cli-plugins'));
}

/** Finds Docker Compose v2: as the docker command's plugin, as the plugin alone, or as `docker-compose`. */
export async function findCompose(
  env: NodeJS.ProcessEnv,
  system = systemFolders(env),
): Promise<ComposeProgram | (FoundCompose & { kind: 'missing' })> {
  const docker = await onPath('docker', env);
  if (docker) {
    const version = await versionOf(docker, ['compose'], env);
    if (isV2(version)) return { kind: 'plugin', version, command: docker, prefix: ['compose'] };
  }
  // The plugin is a whole program and needs no docker command.
  for (const folder of pluginFolders(env, system)) {
    const path = await runnable(join(folder, executable('docker-compose')));
    const version = path && (await versionOf(path, [], env));
    if (path && isV2(version)) return { kind: 'plugin', version, command: path, prefix: [] };
  }
  const standalone = await onPath('docker-compose', env);
  const version = standalone && (await versionOf(standalone, [], env));
  if (standalone && isV2(version)) return { kind: 'standalone', version, command: standalone, prefix: [] };
  return missing(version);
}

function missing(version: string | undefined): FoundCompose & { kind: 'missing' } {
  const old = version !== undefined && version !== '';
  return {
    kind: 'missing',
    cause: old ? cause('compose-too-old', { version: version.slice(0, 40) }) : cause('compose-missing'),
  };
}

/** What the page may know of a program. */
export function describeProgram(found: ComposeProgram | (FoundCompose & { kind: 'missing' })): FoundCompose {
  if (found.kind === 'missing') return found;
  return { kind: found.kind, version: found.version, path: found.command };
}

/** Version 1 was Python and ended in 2023. */
function isV2(version: string | undefined): version is string {
  return version !== undefined && Number(version.split('.')[0]) >= 2;
}

/** `2.40.3`; undefined when it does not say. */
async function versionOf(
  command: string,
  prefix: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<string | undefined> {
  const args = [...prefix, 'version', '--short'];
  let printed = '';
  const onOutput = (piece: Buffer) => {
    if (printed.length < mostPrinted) printed += piece.toString('latin1');
  };
  try {
    const signal = AbortSignal.timeout(patience);
    const code = await runChild({ command, args, env, onOutput, signal, limit: endLimit });
    const [version] = /\d+(\.\d+)+[\w.+-]*/.exec(printed.slice(0, mostPrinted)) ?? [];
    return code === 0 ? version : undefined;
  } catch {
    return undefined;
  }
}
