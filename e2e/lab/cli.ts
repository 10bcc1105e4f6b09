import { SYSTEM_PATH } from './daemon.ts';

/** The environment for the docker command on one lab: nothing of the user's own configuration or contexts counts. */
export function cliEnvironment(dir: string, socket: string): NodeJS.ProcessEnv {
  return { PATH: SYSTEM_PATH, HOME: dir, DOCKER_CONFIG: configOf(dir), DOCKER_HOST: `unix://${socket}` };
}

/** The docker command's configuration folder on the lab in `dir`. */
export function configOf(dir: string): string {
  return `${dir}/cli`;
}
