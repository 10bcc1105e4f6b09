import { execFile } from 'node:child_process';

export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A caller that prints more is cut off with an error: no command of the lab says that much. */
const MAX_OUTPUT = 32 * 1024 * 1024;

/** Runs a program to its end and never rejects for its exit code; -1 stands for a program that could not be run. */
export function outcome(file: string, args: readonly string[], env?: NodeJS.ProcessEnv): Promise<Outcome> {
  return new Promise((resolve) => {
    const options = { maxBuffer: MAX_OUTPUT, encoding: 'utf8' as const, ...(env ? { env } : {}) };
    execFile(file, [...args], options, (error, stdout, stderr) => {
      if (!error) return resolve({ code: 0, stdout, stderr });
      const code = typeof error.code === 'number' ? error.code : -1;
      resolve({ code, stdout, stderr: stderr === '' ? error.message : stderr });
    });
  });
}

/** Runs a program and gives what it printed; an exit code other than 0 throws with what it said. */
export async function command(file: string, args: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await outcome(file, args);
  if (code !== 0) throw new Error(`${file} ${args.join(' ')}: ${stderr.trim() || `exit code ${code}`}`);
  return stdout;
}
