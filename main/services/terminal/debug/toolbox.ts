import type { ContainerState } from '../../../../app/containers.ts';
import type { Engine } from '../../../engine/engine.ts';
import { targetEnv } from './target-env.ts';

/**
 * Begins where the container's files are, with its programs behind those of the toolbox; becomes bash where there is one,
 * else stays sh. The prompt that busybox has by itself asks the kernel where it is, which has no name for another
 * container's folder.
 */
const script = `
set -f; IFS=:
for folder in $TARGET_PATH; do PATH=$PATH:$TARGET_ROOT$folder; done
set +f; unset IFS folder; export PATH
cd "$TARGET_ROOT" || cd /
command -v bash >/dev/null 2>&1 && exec bash
PS1='$PWD # ' exec sh`;

/** What part of the name of a container stands in its toolbox's: names may be as long as anybody likes. */
const longestName = 60;

/** A container, and the image whose programs look into it. */
export interface DebugTarget {
  readonly id: string;
  readonly image: string;
}

/** What makes a debug shell when it is run in that container. */
export interface DebugShell {
  /** What the container that is looked at is called. */
  readonly name: string;
  /** When that one was started; undefined where it does not run. */
  readonly startedAt: number | undefined;
  readonly container: string;
  readonly command: readonly string[];
  readonly env: readonly string[];
}

/**
 * Starts a toolbox for a container: in its processes if it runs, else with a copy of its files, which takes as long as
 * there are. All that is made carries the mark, also when this fails.
 * @param marker is an argument and in the environment of the shell
 */
export async function startToolbox(
  engine: Engine,
  { id, image }: DebugTarget,
  { mark, marker }: { readonly mark: string; readonly marker: string },
  signal: AbortSignal,
): Promise<DebugShell> {
  const { name, state, startedAt, env } = await engine.containers.inspect(id, signal);
  const options = { mark, image, name: `gantry-debug-${name.slice(0, longestName)}-${mark.slice(0, 6)}` };
  const { container, root } = hasProcesses(state)
    ? await engine.toolboxes.join(id, options, signal)
    : await engine.toolboxes.open(id, options, signal);
  return {
    name,
    startedAt: hasProcesses(state) ? startedAt : undefined,
    container,
    command: ['/bin/sh', '-c', script, marker],
    env: ['TERM=xterm-256color', ...targetEnv(env, root), marker],
  };
}

function hasProcesses(state: ContainerState): boolean {
  return state === 'running' || state === 'paused';
}
