import { inject } from 'vitest';
import { cliOf } from './shared.ts';

const { socket } = inject('lab');

/** The engine that the global setup started, inside a lab test. */
export const lab = {
  socket,
  dockerHost: `unix://${socket}`,
  /** Runs the docker command; resolves whatever the exit code. */
  cli: cliOf(inject('lab')),
};

/** Runs the docker command and gives what it printed without the last line end; throws if it fails. */
export async function docker(...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await lab.cli(...args);
  if (code !== 0) throw new Error(`docker ${args.join(' ')}: ${stderr}`);
  return stdout.trimEnd();
}
