import type { Duplex } from 'node:stream';
import { ProblemError, problem } from '../../../app/rpc/problem.ts';
import { codeOf } from '../../disk/disk-problem.ts';
import { runChild } from '../../processes/child.ts';
import { logIn } from './ssh-commands.ts';
import { sshProblem } from './ssh-problems.ts';
import { destination, type SshTarget } from './ssh-target.ts';

/** Bytes: what ssh says of itself is some lines; of a banner before them the end is enough. */
const mostWords = 16 * 1024;
/** ms for ssh to end in once it is told to. */
const endLimit = 1_000;
/** What ssh itself ends with when it failed; any other code is that of the command over there. */
const ownFailure = 255;

/**
 * In place of what a person's configuration says for shells of theirs. A dead link is found within 20 s; what is kept
 * alive beyond its last use, or forwarded besides, is none of ours.
 */
const settled = [
  'RequestTTY=no',
  'RemoteCommand=none',
  'PermitLocalCommand=no',
  'ForwardAgent=no',
  'ForwardX11=no',
  'EscapeChar=none',
  // A banner of the machine's would read like ssh's own words.
  'LogLevel=ERROR',
  'ControlPersist=no',
  'ConnectTimeout=15',
  'ServerAliveInterval=5',
  'ServerAliveCountMax=3',
];

/** How this program calls ssh. */
export interface SshSetting {
  readonly target: SshTarget;
  readonly env: NodeJS.ProcessEnv;
  /** More options, before those that are settled. */
  readonly options: readonly string[];
}

export interface SshRun {
  /** For ssh itself, e.g. `-O check`. */
  readonly flags?: readonly string[];
  /** For the machine over there. */
  readonly command?: readonly string[];
  readonly pipe?: Duplex;
  readonly onOutput?: (piece: Buffer) => void;
  readonly signal: AbortSignal;
}

/** How ssh, or the command over there, ended. */
export interface SshEnd {
  readonly code: number;
  /** The end of what was said on standard error. */
  readonly words: string;
}

/**
 * Runs the system's ssh to its end. Rejects with a ProblemError where it cannot be started, or could not lead there; a
 * command that failed over there is no error.
 */
export async function runSsh(setting: SshSetting, run: SshRun): Promise<SshEnd> {
  const end = await startSsh(setting, run);
  if (end.code === ownFailure) throw sshProblem(end.words, setting.target);
  return end;
}

/** The same without a word on how it ended: for questions to ssh itself, whose answer its code is. */
export async function startSsh({ target, env, options }: SshSetting, run: SshRun): Promise<SshEnd> {
  const { flags = [], command = [], pipe, onOutput, signal } = run;
  let words = '';
  // Those of a person's own; what is forwarded for us comes without a command.
  const alone = command.length > 0 ? ['ClearAllForwardings=yes'] : [];
  const given = [...options, ...settled, ...alone].flatMap((option) => ['-o', option]);
  try {
    const code = await runChild({
      command: 'ssh',
      args: [...given, ...flags, ...destination(target), ...command],
      env,
      ...(pipe ? { pipe } : {}),
      ...(onOutput ? { onOutput } : {}),
      onErrorOutput: (piece) => (words = (words + piece.toString('utf8')).slice(-mostWords)),
      signal,
      limit: endLimit,
    });
    return { code, words };
  } catch (error) {
    if (error instanceof ProblemError || signal.aborted) throw error;
    if (codeOf(error) === 'ENOENT') throw problem('unsupported', 'ssh-missing');
    throw problem('internal', 'ssh-failed', {
      params: { host: target.host, command: logIn(target) },
      detail: String(error),
    });
  }
}
