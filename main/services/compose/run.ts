import { StringDecoder } from 'node:string_decoder';
import { type ProblemError, problem } from '../../../app/problem.ts';
import { runChild } from '../../processes/child.ts';
import type { TaskHandle } from '../task.ts';
import type { ComposeProgram } from './find.ts';
import { ProgressReader } from './progress.ts';

/** How long a cancelled run may tidy up before it is gone, in ms: containers get 10 s to stop. */
const grace = 12_500;
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
  return problem('unsupported', 'Docker Compose could not be started.', { detail });
}

/** Makes lines of what is printed; their ends are not part of them. */
class LineReader {
  readonly #onLine: (line: string) => void;
  readonly #decoder = new StringDecoder('utf8');
  /** At most `longestLine` characters, so that each piece is looked through with little else. */
  #rest = '';

  constructor(onLine: (line: string) => void) {
    this.#onLine = onLine;
  }

  push(piece: Buffer): void {
    const lines = (this.#rest + this.#decoder.write(piece)).split(/\r?\n/);
    this.#rest = (lines.pop() ?? '').slice(0, longestLine);
    for (const line of lines) this.#onLine(line.slice(0, longestLine));
  }

  /** What came after the last line end is a line too. */
  end(): void {
    if (this.#rest !== '') this.#onLine(this.#rest);
    this.#rest = '';
  }
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
