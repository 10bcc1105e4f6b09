import { setTimeout as sleep } from 'node:timers/promises';
import type { LogSource } from '../../../../app/logs.ts';
import { type ProblemError, problem } from '../../../../app/rpc/problem.ts';
import { figure, record, text } from '../../../base/json.ts';
import type {
  CommandResult,
  ExecOptions,
  ExecSession,
  PipedSession,
  RunAs,
  RunOptions,
} from '../../ports/containers.ts';
import { bounds } from '../http/bounds.ts';
import type { EngineHttp } from '../http/http.ts';
import { reads } from '../http/reads.ts';
import { FirstOutput } from '../streams/first-output.ts';
import { FrameParser, type FrameSink } from '../streams/frames.ts';
import { explainStart } from './container-create.ts';
import { detachKeys, type Process, type ProcessState, readOutput, readParts, SocketSession } from './session.ts';

const pollPause = 50;
/** A command starts within some tens of ms, and a person waits for it. */
const startPause = 5;
/** How long an engine may take to say that it has, in ms: it starts a command within some tens. */
const longestStart = 10_000;
/** Characters of what an engine says then. */
const mostWords = 2_000;
/** Bytes kept of what a command without a TTY prints: such commands are ours and print little. */
const maxOutput = 64 * 1024;

async function create(http: EngineHttp, id: string, config: object, signal: AbortSignal): Promise<string> {
  const path = `/containers/${encodeURIComponent(id)}/exec`;
  const made = text(
    record(await http.json({ method: 'POST', path, body: config }, signal, { bound: bounds.brief }))['Id'],
  );
  if (!/^\w{1,128}$/.test(made)) throw problem('internal', 'exec-unnamed');
  return made;
}

function asOf({ user, workdir, privileged }: RunAs): object {
  return {
    ...(user && { User: user }),
    ...(workdir && { WorkingDir: workdir }),
    ...(privileged && { Privileged: true }),
  };
}

async function inspect(http: EngineHttp, exec: string, signal: AbortSignal): Promise<ProcessState> {
  const raw = record(await http.json({ method: 'GET', path: `/exec/${exec}/json` }, signal, { bound: bounds.brief }));
  return { running: raw['Running'] === true, pid: figure(raw['Pid']) ?? 0, exitCode: figure(raw['ExitCode']) };
}

/** Why a command could not be started, in terms of what was asked for. */
function explainExec(error: unknown, privileged: boolean): ProblemError {
  const explained = explainStart(error);
  const { code, detail = '', field } = explained.problem;
  if (!privileged || field !== undefined || !/capabilit|\bcaps\b|operation not permitted|privileged/i.test(detail)) {
    return explained;
  }
  return problem(code, 'privileged-refused', { detail, field: 'privileged' });
}

/** Starts a command on a TTY. The signal ends the session's connection whenever it aborts. */
export async function openExec(
  http: EngineHttp,
  id: string,
  { command, env, cols, rows, untilRunning = false, ...as }: ExecOptions,
  signal: AbortSignal,
): Promise<ExecSession> {
  const attach = { AttachStdin: true, AttachStdout: true, AttachStderr: true, Tty: true, DetachKeys: detachKeys };
  const config = { ...attach, ...asOf(as), Cmd: command, Env: env, ConsoleSize: [rows, cols] };
  const explain = (error: unknown) => explainExec(error, as.privileged === true);
  const refuse = (error: unknown): never => {
    throw untilRunning ? explain(error) : error;
  };
  const exec = await create(http, id, config, signal).catch(refuse);
  // Docker 23 and later (API 1.42) start with this size; older ones ignore it and take the resize below.
  const body = { Detach: false, Tty: true, ConsoleSize: [rows, cols] };
  const socket = await http.upgrade({ method: 'POST', path: `/exec/${exec}/start`, body }, signal).catch(refuse);
  const output = readOutput(socket, signal);
  const process = execProcess(http, exec);
  const first = untilRunning ? new FirstOutput(output) : undefined;
  const session = new SocketSession(http, process, socket, first ?? output, signal);
  if (first) await expectStarted(session, first, explain, signal);
  // Never before the start (Docker then blocks for 10 s). A command that already ended has no size: not an error.
  session.resize(cols, rows).catch(() => {});
  return session;
}

/** Starts a command without a TTY. The signal ends the session's connection whenever it aborts. */
export async function openPipe(
  http: EngineHttp,
  id: string,
  { command, env, untilRunning = false, ...as }: Omit<ExecOptions, 'cols' | 'rows'>,
  signal: AbortSignal,
): Promise<PipedSession> {
  const refuse = (error: unknown): never => {
    throw untilRunning ? explainExec(error, as.privileged === true) : error;
  };
  const attach = { AttachStdin: true, AttachStdout: true, AttachStderr: true, Tty: false };
  const exec = await create(http, id, { ...attach, ...asOf(as), Cmd: command, Env: env }, signal).catch(refuse);
  const body = { Detach: false, Tty: false };
  const socket = await http.upgrade({ method: 'POST', path: `/exec/${exec}/start`, body }, signal).catch(refuse);
  return new SocketSession(http, execProcess(http, exec), socket, readParts(socket, signal), signal);
}

function execProcess(http: EngineHttp, exec: string): Process {
  return { path: `/exec/${exec}`, look: (signal) => inspect(http, exec, signal) };
}

/**
 * Resolves once its process is there, or the engine has not said so for long: then what comes is shown. Rejects if the
 * engine could not start it, which it says in place of its output.
 */
async function expectStarted(
  session: ExecSession,
  first: FirstOutput,
  explain: (error: unknown) => ProblemError,
  signal: AbortSignal,
): Promise<void> {
  const latest = performance.now() + longestStart;
  const isThere = async (): Promise<boolean> => (await session.pid(signal)) !== undefined;
  while (!first.isOver && !first.isFull && performance.now() < latest && !(await isThere())) {
    await Promise.race([first.over, sleep(startPause)]);
  }
  const code = first.isOver ? await session.exitCode() : undefined;
  if (code === undefined || code < 125 || code > 128) return;
  // Whoever else said this, it was no engine: a program may exit as it likes.
  const failure = explain(problem('internal', 'engine-failed', { detail: first.text.trim().slice(0, mostWords) }));
  if (failure.problem.field !== undefined) throw failure;
}

/**
 * Runs a command and waits for its end, as long as it takes. Attached whether it prints or not: of a detached command
 * Podman never says that it ended.
 */
export async function runExec(
  http: EngineHttp,
  id: string,
  { command, env, ...as }: RunOptions,
  signal: AbortSignal,
): Promise<CommandResult> {
  const config = {
    AttachStdout: true,
    AttachStderr: true,
    Cmd: command,
    ...(env && { Env: env }),
    ...asOf(as),
  };
  const exec = await create(http, id, config, signal);
  const body = { Detach: false, Tty: false };
  const stream = await http.stream({ method: 'POST', path: `/exec/${exec}/start`, body }, signal);
  const output = new Output();
  const frames = new FrameParser(output);
  for await (const chunk of reads(stream, signal)) frames.push(chunk);
  for (;;) {
    const { running, exitCode } = await inspect(http, exec, signal);
    if (!running && exitCode !== undefined) return { exitCode, output: output.text };
    await sleep(pollPause);
  }
}

/** The beginning of a command's standard output. */
class Output implements FrameSink {
  #bytes = Buffer.alloc(0);

  get text(): string {
    return this.#bytes.toString();
  }

  start(): void {}

  data(source: LogSource, chunk: Buffer, from: number, to: number): void {
    const end = Math.min(to, from + maxOutput - this.#bytes.length);
    if (source === 'stdout' && end > from) this.#bytes = Buffer.concat([this.#bytes, chunk.subarray(from, end)]);
  }

  end(): void {}
}
