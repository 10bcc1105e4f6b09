import { inject } from 'vitest';
import { type Outcome, outcome } from './base/command.ts';
import { cliEnvironment } from './cli.ts';

/** The engine that the global setup started, inside a lab test. */
export const lab = {
  socket: inject('labSocket'),
  dockerHost: `unix://${inject('labSocket')}`,
  /** Runs the docker command; resolves whatever the exit code. */
  cli: (...args: string[]): Promise<Outcome> =>
    outcome(inject('labDocker'), args, cliEnvironment(inject('labDir'), inject('labSocket'))),
};

/** Runs the docker command and gives what it printed without the last line end; throws if it fails. */
export async function docker(...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await lab.cli(...args);
  if (code !== 0) throw new Error(`docker ${args.join(' ')}: ${stderr}`);
  return stdout.trimEnd();
}
