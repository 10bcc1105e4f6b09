import { spawn } from 'node:child_process';
import type { Readable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import { type ProblemError, problem } from '../../../app/problem.ts';
import type { TaskHandle } from '../task.ts';
import type { ComposeProgram } from './find.ts';
import { ProgressReader } from './progress.ts';

/** How long a cancelled run may tidy up before it is killed, in ms: containers get 10 s to stop. */
const grace = 10_000;
/** Longer lines are cut here, in characters: nobody reads them, and a program may print without line ends. */
const longestLine = 64 * 1024;

/** One call of Compose. */
export interface ComposeRun {
  /** Compose's own arguments, after the global ones. */
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** Given on standard input. */
  readonly input?: string;
}

/** Runs Compose and tells the task how it goes. Rejects with why it failed, or when the task is cancelled. */
export async function runCompose(program: ComposeProgram, run: ComposeRun, task: TaskHandle): Promise<void> {
  const reader = new ProgressReader(task);
  const args = [...progressFlags(program.version), ...run.args];
  const code = await runProgram(program, { ...run, args }, task.signal, (line) => reader.line(line));
  task.signal.throwIfAborted();
  if (code !== 0) throw composeProblem(reader.failure);
}

/** JSON came with 2.31; before, what is printed is shown as it is. */
function progressFlags(version: string): string[] {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > 2 || minor >= 31 ? ['--progress=json'] : ['--ansi=never'];
}

/**
 * Runs a program in a process group of its own and gives its exit code. When the signal aborts, the group is asked to
 * end, and killed 10 s later. Rejects with `unsupported` if it cannot be started.
 */
export async function runProgram(
  { command, prefix }: Pick<ComposeProgram, 'command' | 'prefix'>,
  { args, cwd, env, input }: ComposeRun,
  signal: AbortSignal,
  onLine: (line: string) => void,
): Promise<number> {
  signal.throwIfAborted();
  const child = spawn(command, [...prefix, ...args], {
    cwd,
    env,
    detached: process.platform !== 'win32',
    stdio: ['pipe', 'pipe', 'pipe'],
    windowsHide: true,
  });
  let killer: NodeJS.Timeout | undefined;
  const end = () => {
    kill(child.pid, 'SIGINT');
    killer = setTimeout(() => kill(child.pid, 'SIGKILL'), grace);
  };
  signal.addEventListener('abort', end, { once: true });
  // A program that does not read its input closes it; that is no failure.
  child.stdin.on('error', () => undefined);
  child.stdin.end(input ?? '');
  readLines(child.stdout, onLine);
  readLines(child.stderr, onLine);
  try {
    return await new Promise<number>((resolve, reject) => {
      child.on('error', (error) => reject(cannotStart(error)));
      child.on('close', (code) => resolve(code ?? 1));
    });
  } finally {
    clearTimeout(killer);
    signal.removeEventListener('abort', end);
  }
}

function cannotStart(error: Error): ProblemError {
  return problem('unsupported', 'Docker Compose could not be started.', { detail: error.message });
}

function kill(pid: number | undefined, signal: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, signal);
  } catch {
    // It has ended.
  }
}

function readLines(stream: Readable, onLine: (line: string) => void): void {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  stream.on('data', (chunk: Buffer) => {
    const lines = (rest + decoder.write(chunk)).split(/\r?\n/);
    rest = (lines.pop() ?? '').slice(0, longestLine);
    for (const line of lines) onLine(line.slice(0, longestLine));
  });
  stream.on('end', () => {
    if (rest !== '') onLine(rest);
  });
}

interface Reason {
  readonly pattern: RegExp;
  readonly make: (detail: string) => ProblemError;
}

/** Compose gives no codes, only sentences: the few that a person can do something about. */
const reasons: readonly Reason[] = [
  {
    pattern: /port is already allocated|address already in use|ports are not available/i,
    make: (detail) =>
      problem('conflict', `${portIn(detail)} is already taken.`, {
        detail,
        nextStep: 'Stop what uses it, or publish another port in the compose file.',
      }),
  },
  {
    pattern: /no configuration file|\.ya?ml: no such file or directory/i,
    make: (detail) =>
      problem('not-found', 'The compose file is not there any more.', {
        detail,
        nextStep: 'Restore it, or open another one. Start, stop, restart and down work without it.',
      }),
  },
  {
    pattern: /yaml:|^validating |invalid compose|undefined (service|volume|network)|interpolat|mapping values/i,
    make: (detail) =>
      problem('invalid-input', 'The compose file is not valid.', { detail, nextStep: 'Correct it in the File tab.' }),
  },
  {
    pattern: /cannot connect to the docker daemon|error during connect/i,
    make: (detail) => problem('engine-unreachable', 'Docker Compose cannot reach the engine.', { detail }),
  },
  {
    pattern: /permission denied.*docker daemon|docker daemon.*permission denied/i,
    make: (detail) => problem('permission-denied', 'Docker Compose may not use the engine.', { detail }),
  },
  {
    pattern: /access denied|unauthorized|authentication required/i,
    make: (detail) =>
      problem('unauthorized', 'The registry refuses an image.', {
        detail,
        nextStep: 'Check the image name, and log in with docker login.',
      }),
  },
  {
    pattern: /manifest unknown|manifest for .* not found|repository .* not found/i,
    make: (detail) =>
      problem('not-found', 'An image does not exist.', { detail, nextStep: 'Check its name in the compose file.' }),
  },
  {
    pattern: /dial tcp|no such host|i\/o timeout|TLS handshake|x509/i,
    make: (detail) =>
      problem('timeout', 'A registry cannot be reached.', {
        detail,
        nextStep: 'Check the network, and the image’s name in the compose file.',
      }),
  },
  {
    pattern: /failed to solve|failed to build|executor failed/i,
    make: (detail) =>
      problem('invalid-input', 'The build failed.', { detail, nextStep: 'The output says which step, and why.' }),
  },
  {
    pattern: /no space left on device/i,
    make: (detail) => problem('no-space', 'The disk is full.', { detail }),
  },
];

/** Why Compose failed, from its own words. */
export function composeProblem(words: string): ProblemError {
  const detail = words.slice(0, 4000);
  const reason = reasons.find(({ pattern }) => pattern.test(detail));
  return reason
    ? reason.make(detail)
    : problem('internal', 'Docker Compose failed.', { detail, nextStep: 'The output says more.' });
}

function portIn(words: string): string {
  const [, port] = /(?:Bind for |listen \w+ |exposing port \w+ )\[?[\w.:]*\]?:(\d+)/i.exec(words) ?? [];
  return port === undefined ? 'A port' : `Port ${port}`;
}
