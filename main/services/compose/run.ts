import { type ProblemError, problem } from '../../../app/rpc/problem.ts';
import { runChild } from '../../processes/child.ts';
import { LineReader } from '../../processes/line-reader.ts';
import type { TaskHandle } from '../tasks/task.ts';
import type { ComposeProgram } from './find.ts';
import { ProgressReader } from './progress.ts';

/** How long a cancelled run may tidy up before it is gone, in ms: containers get 10 s to stop. */
const grace = 12_500;

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
  const code = await runProgram(program, { ...run, args }, { signal: task.signal, limit: grace }, (line) =>
    reader.line(line),
  );
  task.signal.throwIfAborted();
  if (code !== 0) throw composeProblem(reader.failure);
}

/** JSON came with 2.31; before, what is printed is shown as it is. */
function progressFlags(version: string): string[] {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > 2 || minor >= 31 ? ['--progress=json'] : ['--ansi=never'];
}

/**
 * Runs a program and gives its exit code. When the signal aborts, nothing of the program is left within `limit` ms.
 * Rejects with `unsupported` if it cannot be started.
 */
export async function runProgram(
  { command, prefix }: Pick<ComposeProgram, 'command' | 'prefix'>,
  { args, ...run }: ComposeRun,
  ending: { readonly signal: AbortSignal; readonly limit: number },
  onLine: (line: string) => void,
): Promise<number> {
  ending.signal.throwIfAborted();
  const [output, errors] = [new LineReader(onLine), new LineReader(onLine)];
  try {
    return await runChild({
      ...run,
      ...ending,
      command,
      args: [...prefix, ...args],
      onOutput: (piece) => output.push(piece),
      onErrorOutput: (piece) => errors.push(piece),
    });
  } catch (error) {
    throw cannotStart(error);
  } finally {
    output.end();
    errors.end();
  }
}

function cannotStart(error: unknown): ProblemError {
  const detail = error instanceof Error ? error.message : String(error);
  return problem('unsupported', 'compose-not-started', { detail });
}

interface Reason {
  readonly pattern: RegExp;
  readonly make: (detail: string) => ProblemError;
}

/** Compose gives no codes, only sentences: the few that a person can do something about. */
const reasons: readonly Reason[] = [
  {
    pattern: /port is already allocated|address already in use|ports are not available/i,
    make: portTaken,
  },
  {
    pattern: /no configuration file|\.ya?ml: no such file or directory/i,
    make: (detail) => problem('not-found', 'compose-file-gone', { detail }),
  },
  {
    pattern: /yaml:|^validating |invalid compose|undefined (service|volume|network)|interpolat|mapping values/i,
    make: (detail) => problem('invalid-input', 'compose-file-invalid', { detail }),
  },
  {
    pattern: /cannot connect to the docker daemon|error during connect/i,
    make: (detail) => problem('engine-unreachable', 'compose-engine-away', { detail }),
  },
  {
    pattern: /permission denied.*docker daemon|docker daemon.*permission denied/i,
    make: (detail) => problem('permission-denied', 'compose-engine-denies', { detail }),
  },
  {
    pattern: /access denied|unauthorized|authentication required/i,
    make: (detail) => problem('unauthorized', 'compose-registry-refuses', { detail }),
  },
  {
    pattern: /manifest unknown|manifest for .* not found|repository .* not found/i,
    make: (detail) => problem('not-found', 'compose-no-image', { detail }),
  },
  {
    pattern: /dial tcp|no such host|i\/o timeout|TLS handshake|x509/i,
    make: (detail) => problem('timeout', 'compose-registry-away', { detail }),
  },
  {
    pattern: /failed to solve|failed to build|executor failed/i,
    make: (detail) => problem('invalid-input', 'compose-build-failed', { detail }),
  },
  {
    pattern: /no space left on device/i,
    make: (detail) => problem('no-space', 'compose-disk-full', { detail }),
  },
];

/** Why Compose failed, from its own words. */
export function composeProblem(words: string): ProblemError {
  const detail = words.slice(0, 4000);
  const reason = reasons.find(({ pattern }) => pattern.test(detail));
  return reason ? reason.make(detail) : problem('internal', 'compose-failed', { detail });
}

function portTaken(detail: string): ProblemError {
  const [, port] = /(?:Bind for |listen \w+ |exposing port \w+ )\[?[\w.:]*\]?:(\d+)/i.exec(detail) ?? [];
  if (port === undefined) return problem('conflict', 'compose-port-taken', { detail });
  return problem('conflict', 'compose-port-taken-at', { params: { port }, detail });
}
