import { type Raw, record } from '../../main/base/json.ts';
import type { Outcome } from './base/command.ts';
import { SYSTEM_PATH } from './daemon.ts';

/** The environment for the docker command on one lab: nothing of the user's own configuration or contexts counts. */
export function cliEnvironment(dir: string, socket: string): NodeJS.ProcessEnv {
  return { PATH: SYSTEM_PATH, HOME: dir, DOCKER_CONFIG: configOf(dir), DOCKER_HOST: `unix://${socket}` };
}

/** The docker command's configuration folder on the lab in `dir`. */
export function configOf(dir: string): string {
  return `${dir}/cli`;
}

/** Runs the docker command and gives what it printed without the last line end; throws with what it said if it fails. */
export type Docker = (...args: string[]) => Promise<string>;

/** The docker command on the engine that is there when it is called. */
export function dockerOn(engine: () => { cli(...args: string[]): Promise<Outcome> }): Docker {
  return async (...args) => {
    const { code, stdout, stderr } = await engine().cli(...args);
    if (code !== 0) throw new Error(`docker ${args.join(' ')}: ${stderr}`);
    return stdout.trimEnd();
  };
}

/** Gives what `docker inspect` says of an object. */
export function inspectOn(docker: Docker): (id: string) => Promise<Raw> {
  return async (id) => record(JSON.parse(await docker('inspect', id))[0]);
}

/** Removes the containers that `docker ps` lists with these options, with their volumes; all of them without. */
export async function removeContainers(docker: Docker, ...filter: string[]): Promise<void> {
  const ids = await docker('ps', '-aq', ...filter);
  if (ids !== '') await docker('rm', '-fv', ...ids.split('\n'));
}
