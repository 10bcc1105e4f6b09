import { inject } from 'vitest';
import { type Outcome, outcome } from './base/command.ts';
import { cliEnvironment, dockerOn } from './cli.ts';

/** The engine that the global setup started, inside a lab test. */
export const lab = {
  socket: inject('labSocket'),
  dockerHost: `unix://${inject('labSocket')}`,
  /** Runs the docker command; resolves whatever the exit code. */
  cli: (...args: string[]): Promise<Outcome> =>
    outcome(inject('labDocker'), args, cliEnvironment(inject('labDir'), inject('labSocket'))),
};

/** The docker command on it. */
export const docker = dockerOn(() => lab);
