import { inject } from 'vitest';
import { dockerOn } from './cli.ts';
import { cliOf } from './vitest.ts';

const { socket } = inject('lab');

/** The engine that the global setup started, inside a lab test. */
export const lab = {
  socket,
  dockerHost: `unix://${socket}`,
  /** Runs the docker command; resolves whatever the exit code. */
  cli: cliOf(inject('lab')),
};

/** The docker command on it. */
export const docker = dockerOn(() => lab);
