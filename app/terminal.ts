import * as z from 'zod/mini';
import { type ContainerId, EngineContainer } from './containers.ts';
import type { EngineId } from './engines/engine.ts';
import type { ListChange } from './rpc/live.ts';
import { call, stream } from './rpc/operation.ts';
import type { Cause } from './rpc/problem.ts';
import { SessionId } from './shells/session-id.ts';
import type { StartedTask } from './tasks.ts';
import { TextPath } from './text/file-path.ts';

export { SessionId };

/** Characters of a word, a value: more than any command line or path that a person types. */
const longestWord = 4096;
/** No program can be given a text with a zero byte in it. */
const word = z.string().check(z.maxLength(longestWord), z.regex(/^[^\0]*$/));

/** Most words of a command, and most variables: a hundred tabs of them still make a small file. */
export const mostShellWords = 100;

/** `NAME=value`, the value of as many lines as it has. */
const Variable = word.check(z.regex(/^[^=]+=/));
const VariableName = z.string().check(z.regex(/^[^=\0]{1,500}$/));

const exec = {
  kind: z.literal('exec'),
  /** The program and what it is given; without it the best shell that is there: bash, else sh. */
  command: z.optional(z.array(word).check(z.minLength(1), z.maxLength(mostShellWords))),
  /** A name or number inside the container, with `:group` or without; the container's own without. */
  user: z.optional(z.string().check(z.regex(/^[^\0]{1,200}$/))),
  /** Absolute; the container's own without. */
  workdir: z.optional(word.check(z.startsWith('/'))),
  /** May do what the engine's machine may. */
  privileged: z.optional(z.boolean()),
  /** Whether it is on a TTY, as it is if nothing else is said. */
  tty: z.optional(z.boolean()),
};

/** The container's main process: what it prints, and what it reads. */
const attach = z.object({
  kind: z.literal('attach'),
  /** Whether what is typed reaches it; only where its standard input is open. */
  input: z.boolean(),
});

/**
 * A shell with the programs of another image: in the processes of the container if it runs, else with a copy of its
 * files. Its toolbox is a container that goes with the shell.
 */
const debug = z.object({
  kind: z.literal('debug'),
  /** Of that engine, by name or id: it is not pulled. */
  image: z.string().check(z.regex(/^[^\s\0]{1,500}$/)),
});
export type DebugHow = z.infer<typeof debug>;

/** What a session runs in its container, or is connected to there. */
export const ShellHow = z.discriminatedUnion('kind', [
  z.object({ ...exec, env: z.optional(z.array(Variable).check(z.maxLength(mostShellWords))) }),
  attach,
  debug,
]);
export type ShellHow = z.infer<typeof ShellHow>;
export type AttachHow = Extract<ShellHow, { kind: 'attach' }>;
export type ExecHow = Extract<ShellHow, { kind: 'exec' }>;

const { kind: _, ...run } = exec;
/** What a shell in another program than Gantry is started with: without variables, as theirs are of that program. */
export const ConsoleHow = z.object(run);
export type ConsoleHow = z.infer<typeof ConsoleHow>;

/** The same as it may be written to a disk: of variables their names, as a value may be a secret. */
export const KeptHow = z.discriminatedUnion('kind', [
  z.object({ ...exec, env: z.optional(z.array(VariableName).check(z.maxLength(mostShellWords))) }),
  attach,
  debug,
]);
export type KeptHow = z.infer<typeof KeptHow>;

/** How a session is opened, as it may be kept. */
export function keptHow(how: ShellHow): KeptHow {
  if (how.kind !== 'exec' || !how.env) return how;
  return { ...how, env: how.env.map((variable) => variable.slice(0, variable.indexOf('='))) };
}

/** Shells that are looked for, the most comfortable first. */
export const shellNames = ['bash', 'zsh', 'fish', 'pwsh', 'ash', 'sh', 'cmd'] as const;

/** A shell that a container has. */
export interface FoundShell {
  readonly name: (typeof shellNames)[number];
  /** Absolute, inside the container. */
  readonly path: string;
}

const size = { cols: z.int().check(z.minimum(1), z.maximum(1000)), rows: z.int().check(z.minimum(1), z.maximum(1000)) };

/** Most bytes of one write; a paste that is longer comes in several. */
export const maxWrite = 64 * 1024;

/** Lines of scrollback that a session may keep, and keeps if nothing else is said: 18 MB of 120 columns if all are full. */
export const scrollbackLines = { least: 100, most: 50_000, usual: 10_000 };
export const Scrollback = z.int().check(z.minimum(scrollbackLines.least), z.maximum(scrollbackLines.most));

/** Characters of the line between a session and the one below it: a sentence or two. */
export const longestLine = 500;

/** How a session ended. Without a code nobody knows whether what ran in it has. */
export interface TerminalExit {
  readonly code: number | undefined;
  readonly why?: Cause;
}

/** What a reader of a session is given: a screen first, then what happens to it. */
export type TerminalItem =
  /**
   * Everything anew, also for a reader that fell too far behind: a fresh terminal of this size shows, after `data`, what
   * the session shows. `more`: main keeps older lines than these.
   */
  | {
      readonly kind: 'screen';
      readonly data: Uint8Array;
      readonly cols: number;
      readonly rows: number;
      readonly more: boolean;
    }
  /** Whole characters and escape sequences only. */
  | { readonly kind: 'output'; readonly data: Uint8Array }
  /** The session has this size from here on, whoever asked for it: what follows is meant for it. */
  | { readonly kind: 'size'; readonly cols: number; readonly rows: number }
  /** What a program calls its window: printable, '' for nothing. */
  | { readonly kind: 'title'; readonly title: string }
  /** The shell ended. Nothing follows but the same again, once more is known of why it did. */
  | ({ readonly kind: 'exit' } & TerminalExit);

/** A session that runs, or that ended and can still be read. Times are in ms since the epoch. */
export interface TerminalSession {
  readonly id: SessionId;
  readonly engine: EngineId;
  readonly container: ContainerId;
  /** The container's, as it was when this began. */
  readonly name: string;
  readonly how: KeptHow;
  /** What a program in it calls its window: printable, '' for nothing. */
  readonly title: string;
  /** The bell has rung since somebody last looked at it. */
  readonly rung: boolean;
  readonly started: number;
  /** How many look at it now. */
  readonly readers: number;
  /** When somebody last began or ceased to look. */
  readonly seen: number;
  /** When something was last typed into it; as it started, if nothing was. */
  readonly used: number;
  /** Once it has ended. */
  readonly exit?: TerminalExit;
}

/** What runs in a session, with all that it started. */
export interface SessionLoad {
  readonly id: SessionId;
  /** CPU that it used in the last ten seconds, in percent of one core; null where its engine does not tell. */
  readonly cpu: number | null;
}

export const terminal = {
  /** Which shells a container has, also one that does not run. Empty where it has none. */
  shells: call('safe', EngineContainer).returns<readonly FoundShell[]>(),
  /**
   * Starts what `how` says, without it a login-less shell (bash where there is one, else sh) on a TTY. One that nobody uses
   * at once is ended. Problems name the field of `how` that they are about. `below`: a session of that container which has ended and is
   * forgotten with this; its screen goes on with this one, and where Compose has made the container anew, that one is taken.
   * `line`: what stands between both. Whoever asks for one below the same session again gets the same one.
   * `scrollback`: lines that are kept of what is above the screen.
   */
  open: call(
    'changes',
    z.object({
      ...EngineContainer.shape,
      ...size,
      how: z.optional(ShellHow),
      below: z.optional(SessionId),
      line: z.optional(z.string().check(z.maxLength(longestLine))),
      scrollback: z.optional(Scrollback),
    }),
  ).returns<{
    session: SessionId;
    container: ContainerId;
  }>(),
  /**
   * What the session shows, and then what changes. Any number may read. One that does not keep up misses what came in
   * between, and gets the screen as it is then, without scrollback: nobody slows the shell down. Once it has kept up for a
   * second, or the shell has ended, it gets all that it asked for. `lines`: of scrollback, 1,000 without.
   */
  attach: stream(
    'safe',
    z.object({ session: SessionId, lines: z.optional(z.int().check(z.minimum(0), z.maximum(scrollbackLines.most))) }),
  ).of<TerminalItem>(),
  /**
   * Gives the container of a session that has ended, or that which Compose has made in its place, each time that it runs: the
   * same can be opened there again. Waits longer and longer where it has ended quickly before, and ends with a `conflict` after some times.
   */
  again: stream('safe', z.object({ session: SessionId })).of<ContainerId>(),
  /** All sessions, whoever opened them, and each change, a few times a second at most. */
  sessions: stream('safe', z.object({})).of<ListChange<TerminalSession>>(),
  /** What runs in each session uses how much, every few seconds; of one that was not measured for long enough nothing yet. */
  loads: stream('safe', z.object({})).of<readonly SessionLoad[]>(),
  /** Resolves when the engine took the bytes: wait for it before the next write; too many at once are a `conflict`. */
  write: call(
    'changes-found',
    z.object({
      session: SessionId,
      data: z.instanceof(Uint8Array<ArrayBufferLike>).check(z.refine((data) => data.byteLength <= maxWrite)),
    }),
  ).returns<void>(),
  /** Does nothing to what runs in the shell but tell it. The last one wins: all readers are told the size. */
  resize: call('safe', z.object({ session: SessionId, ...size })).returns<void>(),
  /** Forgets all lines but the one that is being typed, for every reader. */
  clear: call('safe', z.object({ session: SessionId })).returns<void>(),
  /** Writes the scrollback and the screen, as text without colours, into a new file on the machine that Gantry runs on. */
  save: call('safe', z.object({ session: SessionId, path: TextPath, overwrite: z.boolean() })).returns<StartedTask>(),
  /** Ends the shell and what it runs, and forgets the session. Safe: it takes back what was begun, and begins nothing. */
  close: call('safe', z.object({ session: SessionId })).returns<void>(),
};
