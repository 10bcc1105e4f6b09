import { problem, toProblem } from '../../../../app/rpc/problem.ts';
import { bytesOfText } from '../../../base/byte-text.ts';
import type { Engine } from '../../../engine/engine.ts';

/** Bytes of what a script says when it fails. */
const mostWords = 2_000;
/** How a script says that it did all that it was to do. */
const endMark = Buffer.from('\0end\0');

/** Whose files are looked at, by an engine that answers. */
export interface Inside {
  readonly engine: Engine;
  readonly container: string;
}

/** What a script is run with. */
export interface Script {
  readonly script: string;
  /** `$1`, `$2`…; each is written so that `printf` gives its bytes (`unquoted`). */
  readonly args: readonly string[];
  /** Its standard input. */
  readonly input?: AsyncIterable<Uint8Array>;
  /** Bytes of output that are taken at most: one that prints more is cut off. */
  readonly most: number;
  /** Seconds that it may take. */
  readonly seconds: number;
}

/** What a script printed, as far as it was taken, and what it said of errors. */
export interface Ran {
  readonly output: Buffer;
  /** It came to its end, and all that it printed is there. */
  readonly whole: boolean;
  readonly words: string;
}

/** In a script: gives an argument's bytes into a variable, also where they end in line ends. */
export const unquoted = (variable: string, argument: string): string =>
  `${variable}=$(printf "${argument}_"); ${variable}=\${${variable}%_}`;

/** Text as a format of `printf`: commands go to engines as JSON, in which not every name can be written. */
export function quoted(text: string): string {
  const bytes = bytesOfText(text).toString('latin1');
  return bytes.replace(/[^A-Za-z0-9/._-]/g, (byte) =>
    byte === '%' ? '%%' : `\\${byte.charCodeAt(0).toString(8).padStart(3, '0')}`,
  );
}

/**
 * Runs a script by the container's own shell, as its root user, whom the engine's archives work as, too. What fails in it
 * ends it before it can say that it came to its end.
 * @throws ProblemError where the engine runs nothing in the container, and `timeout`
 */
export async function runScript(
  { engine, container }: Inside,
  { script, args, input, most, seconds }: Script,
  signal: AbortSignal,
): Promise<Ran> {
  const late = AbortSignal.timeout(seconds * 1000);
  const both = AbortSignal.any([signal, late]);
  const command = ['/bin/sh', '-c', `${script}\nprintf '\\0end\\0'`, 'files', ...args.map(quoted)];
  const session = await engine.containers.pipe(container, { command, env: ['LC_ALL=C'], user: '0' }, both);
  try {
    const sending = input ? sendAll(input, session) : undefined;
    if (!input) session.endInput();
    const taken = await take(session.output, most);
    await sending;
    signal.throwIfAborted();
    if (late.aborted) throw problem('timeout', 'file-slow', { params: { seconds } });
    const { output, words, cut } = taken;
    const whole = !cut && output.subarray(-endMark.length).equals(endMark);
    return { words, whole, output: whole ? output.subarray(0, -endMark.length) : output };
  } finally {
    session.close();
  }
}

/** What fails in the source ends the input: the script sees what came before. */
async function sendAll(
  input: AsyncIterable<Uint8Array>,
  session: { write(data: Uint8Array): Promise<void>; endInput(): void },
): Promise<void> {
  try {
    for await (const chunk of input) await session.write(chunk);
  } catch {
    // Why a script takes nothing more is what it says.
  }
  session.endInput();
}

async function take(
  parts: AsyncIterable<{ readonly source: string; readonly data: Uint8Array }>,
  most: number,
): Promise<{ output: Buffer; words: string; cut: boolean }> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  let words = '';
  for await (const { source, data } of parts) {
    if (source !== 'stdout') {
      if (words.length < mostWords) words += Buffer.from(data).toString().slice(0, mostWords);
      continue;
    }
    size += data.byteLength;
    chunks.push(Buffer.from(data));
    if (size > most) break;
  }
  return { output: Buffer.concat(chunks), words: words.trim(), cut: size > most };
}

/** What may fail of a script where there is another way: a container that cannot run a command, or ended just now, may still be read and written by its engine. */
export function withoutShell(error: unknown): undefined {
  const { code } = toProblem(error);
  if (code === 'engine-unreachable' || code === 'cancelled' || code === 'timeout') throw error;
}

/** Where nothing in the container can tell what is in memory, the engine packs what it sees. */
export function withoutTools(error: unknown): void {
  if (toProblem(error).reason !== 'file-needs-shell') throw error;
}
