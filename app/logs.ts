import * as z from 'zod/mini';
import { ContainerId } from './containers.ts';
import { EngineId } from './engines/engine.ts';
import { call, stream } from './rpc/operation.ts';
import type { Cause, Problem } from './rpc/problem.ts';
import type { StartedTask } from './tasks.ts';
import { FilePath } from './text/file-path.ts';

export type LogSource = 'stdout' | 'stderr';

export const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal'] as const;
export type LogLevel = (typeof logLevels)[number];
export type LogLevelCounts = Readonly<Record<LogLevel, number>>;

/** Names the log that Gantry keeps of a container (or of a service's container, across recreates). */
export const LogId = z.string().check(z.regex(/^[0-9a-f]{32}$/));
export type LogId = z.infer<typeof LogId>;

/** Names an open view of one log or several. */
const ViewId = z.string().check(z.regex(/^v[0-9a-f]{32}$/));
/** Names a list of matching rows of a view. */
const ListId = z.string().check(z.regex(/^q[0-9a-f]{32}$/));

/** Most containers in one view. */
export const maxSources = 50;

const ContainersLogs = z.object({
  kind: z.literal('containers'),
  engine: EngineId,
  ids: z.array(ContainerId).check(z.minLength(1), z.maxLength(maxSources)),
});
/** The filter is written as in the list of containers: `label:tier=web`, `project:shop`, `worker`. */
const MatchingLogs = z.object({
  kind: z.literal('matching'),
  engine: EngineId,
  filter: z.string().check(z.maxLength(500)),
});
const ProjectLogs = z.object({
  kind: z.literal('project'),
  engine: EngineId,
  project: z.string().check(z.minLength(1), z.maxLength(500)),
});

/** Logs of one engine: of containers, or of all that match a filter or belong to a project now or later. */
export const EngineLogs = z.discriminatedUnion('kind', [ContainersLogs, MatchingLogs, ProjectLogs]);
export type EngineLogs = z.infer<typeof EngineLogs>;

/** What a view shows: logs of one engine, those of several engines together, or a log that was kept. */
export const LogTarget = z.discriminatedUnion('kind', [
  ContainersLogs,
  MatchingLogs,
  ProjectLogs,
  z.object({
    kind: z.literal('together'),
    parts: z.array(EngineLogs).check(z.minLength(2), z.maxLength(maxSources)),
  }),
  z.object({ kind: z.literal('kept'), log: LogId }),
]);
export type LogTarget = z.infer<typeof LogTarget>;

/** What is recorded: as many as the dock may have tabs. */
export const RecordedLogs = z.array(LogTarget).check(z.maxLength(100));

/** What happened between two lines; a row of its own. */
export type LogMark =
  | { readonly kind: 'stopped'; readonly exitCode?: number }
  | { readonly kind: 'started' }
  /** The kernel killed a process of the container for want of memory. */
  | { readonly kind: 'oom' }
  | { readonly kind: 'health'; readonly status: string }
  | { readonly kind: 'engine-lost' }
  | { readonly kind: 'engine-back' }
  | { readonly kind: 'removed' }
  /** The lines from here on are those of a new container of the same name or service. */
  | { readonly kind: 'recreated' }
  /** Lines may be missing here. A `reason` that is a sentence is of an older Gantry. `ms`: from the last line before to the first after, where known. */
  | { readonly kind: 'gap'; readonly reason: string | Cause; readonly ms?: number }
  /** A part of what was kept on disk was damaged and left out. */
  | { readonly kind: 'damaged' }
  /** From here on lines are kept in memory only. */
  | { readonly kind: 'memory'; readonly reason: string | Cause };

/** Bytes of a line that a row shows; the rest is asked for with `text`. */
export const rowBytes = 16 * 1024;

export interface LogRow {
  /** Its number in the log: what `from` counts when there is no list. */
  readonly n: number;
  /** `index` of one of the view's sources. */
  readonly source: number;
  /** The engine's own timestamp: RFC 3339 with nanoseconds, UTC. Empty when the engine sent none. */
  readonly time: string;
  readonly stderr?: boolean;
  readonly level?: LogLevel;
  /** Without the line end; may hold escape sequences; at most `rowBytes`. '' for a mark. */
  readonly text: string;
  /** Bytes of the line that `text` leaves out. */
  readonly cut?: number;
  /** Goes on the row before: the line was longer than 1 MiB. */
  readonly continued?: boolean;
  /** Belongs to the stack trace that an earlier row begins. */
  readonly trace?: boolean;
  /** In a list: not a match itself, but near one. */
  readonly context?: boolean;
  readonly mark?: LogMark;
}

export interface LogSourceState {
  /** Stays the same as long as the view is open; also its colour. */
  readonly index: number;
  readonly log: LogId;
  readonly engine: EngineId;
  readonly name: string;
  /** `reading`: what was printed before is still being read; `ended`: the container is gone. */
  readonly state: 'reading' | 'live' | 'stopped' | 'lost' | 'ended';
  /** While `reading`: lines read so far. */
  readonly read?: number;
  readonly kept: 'disk' | 'memory';
  /** Why its log cannot be read, e.g. a log driver that keeps nothing. */
  readonly problem?: Problem;
}

/** A view now. Rows have numbers from `first` (older ones were dropped) to before `end`. */
export interface LogViewState {
  readonly view: string;
  /** Goes up when rows get new numbers; what is known of older ones is void, but see `shift`. */
  readonly epoch: number;
  /** What to add to a number of the epoch before; absent where there is no such rule (find the place by its time). */
  readonly shift?: number;
  readonly first: number;
  readonly end: number;
  /** Rows that are lines of a container, not marks. */
  readonly lines: number;
  /** How many of the lines have each level; absent until that is known of all of them. */
  readonly levels?: LogLevelCounts;
  /** Rows that had to go for want of room or for their age, as far as known. */
  readonly dropped: number;
  readonly sources: readonly LogSourceState[];
  /** Where logs of several engines are together: those whose logs are not all found yet, and why, where that is known. */
  readonly missing?: readonly { readonly engine: EngineId; readonly problem?: Problem }[];
}

export interface LogRows {
  /** Of the answer; when it is not the one that was asked with, the numbers have moved. */
  readonly epoch: number;
  readonly from: number;
  readonly rows: readonly LogRow[];
}

export const LogQuery = z.object({
  /** Empty matches every line. */
  text: z.string().check(z.maxLength(1000)),
  regex: z.boolean(),
  matchCase: z.boolean(),
  wholeWord: z.boolean(),
  /** Lines that do not match. */
  invert: z.boolean(),
  /** Only these levels; lines without a level count as none of them. Empty: all lines. */
  levels: z.array(z.enum(logLevels)).check(z.maxLength(logLevels.length)),
  /** Only this stream. */
  stream: z.optional(z.enum(['stdout', 'stderr'])),
  /** Rows to show before and after each match. */
  context: z.int().check(z.minimum(0), z.maximum(50)),
});
export type LogQuery = z.infer<typeof LogQuery>;

/** Buckets that `LogListState.ticks` divides the log into. */
export const tickBuckets = 500;

/** A list of matching rows now; it grows while it is read and while the log does. */
export interface LogListState {
  readonly list: string;
  /** Of the view whose numbers it uses. */
  readonly epoch: number;
  /** Rows that match. */
  readonly hits: number;
  /**
   * Positions of the list's rows (hits and their context) go from `first` to before `end`. A row keeps its position:
   * the newest rows are searched first, so `first` goes down, below 0, while older matches are found.
   */
  readonly first: number;
  readonly end: number;
  /** Goes up when rows get other positions: what is known of them is void. */
  readonly revision: number;
  /** Rows looked at, of `total`. */
  readonly scanned: number;
  readonly total: number;
  readonly done: boolean;
  /** Numbers (0 … `tickBuckets` - 1) of the buckets that hold a match, for the scrollbar. */
  readonly ticks: readonly number[];
}

/** Nothing but a log may be written: a page that was taken over must not be able to plant a script somewhere. */
const LogPath = FilePath.check(
  z.refine((path) => /[^/\\]\.(log|txt)$/i.test(path), { error: 'The name of a log ends in .log or .txt.' }),
);

const place = { view: ViewId, list: z.optional(ListId) };
const count = z.int().check(z.minimum(0), z.maximum(Number.MAX_SAFE_INTEGER));
/** A row's number, or its position in a list, which may be negative. */
const position = z.int();
const range = { ...place, epoch: count, from: position, to: position };

/** Rows that one call may ask for. */
export const maxRows = 500;

export interface KeptLog {
  readonly log: LogId;
  readonly name: string;
  readonly engine: EngineId;
  /** Bytes on disk. */
  readonly size: number;
  readonly lines: number;
  /** ms since the epoch of the last line; 0 when there is none. */
  readonly last: number;
  readonly recording: boolean;
}

/** How a container used its engine's machine, and what happened to it, on the log's own clock. */
export interface LogTimeline {
  /** Replaces what the reader has. */
  readonly reset: boolean;
  readonly samples: readonly {
    readonly source: number;
    /** ms since the epoch. */
    readonly time: number;
    /** Percent of one core. */
    readonly cpu?: number;
    /** Bytes. */
    readonly memory?: number;
  }[];
  readonly events: readonly { readonly source: number; readonly time: number; readonly mark: LogMark }[];
}

export const logs = {
  /** Opens a view and tells each change, folded while the reader is busy. The view ends with the stream. */
  watch: stream('safe', z.object({ target: LogTarget })).of<LogViewState>(),
  /** Follows these logs from now on, looked at or not, also in later runs of Gantry, and lets go of what was recorded before. */
  record: call('safe', z.object({ targets: RecordedLogs })).returns<void>(),
  /** Reads once more those logs of a view that could not be read. */
  retry: call('safe', z.object({ view: ViewId })).returns<void>(),
  /** Rows of a view, or of one of its lists by position; fewer where the log begins or ends. */
  rows: call(
    'safe',
    z.object({ ...place, epoch: count, from: position, count: z.int().check(z.minimum(1), z.maximum(maxRows)) }),
  ).returns<LogRows>(),
  /** Searches a view, and goes on doing so as it grows. The list ends with the stream. `invalid-input` for a bad pattern. */
  list: stream('safe', z.object({ view: ViewId, query: LogQuery })).of<LogListState>(),
  /**
   * Where something is: the first row at or after a time or row, or the next or previous match. `position` counts in the
   * list if there is one; undefined when there is no such row.
   */
  seek: call(
    'safe',
    z.object({
      ...place,
      epoch: count,
      to: z.discriminatedUnion('kind', [
        /** ms since the epoch. */
        z.object({ kind: z.literal('time'), time: count }),
        z.object({ kind: z.literal('row'), n: count }),
        /** Strictly after or before it; -1 is before all. */
        z.object({ kind: z.literal('next'), n: position }),
        z.object({ kind: z.literal('previous'), n: position }),
      ]),
    }),
  ).returns<
    | {
        readonly epoch: number;
        readonly n: number;
        readonly position: number;
        /** Of a match: how many come before it, of how many that are found by now. */
        readonly ordinal?: number;
        readonly hits?: number;
      }
    | undefined
  >(),
  /** Exact text of the rows from … to, a line each, marks left out; `unsupported` beyond 8 MiB. */
  text: call('safe', z.object({ ...range, timestamps: z.boolean(), plain: z.boolean() })).returns<{
    readonly text: string;
  }>(),
  /** Writes rows (all of them without `from` and `to`) into a new file on the machine that Gantry runs on. */
  save: call(
    'safe',
    z.object({
      ...place,
      epoch: count,
      from: z.optional(position),
      to: z.optional(position),
      timestamps: z.boolean(),
      /** Without escape sequences. */
      plain: z.boolean(),
      path: LogPath,
      overwrite: z.boolean(),
    }),
  ).returns<StartedTask>(),
  /** Use and events while a view is open, and as far back as they were seen. */
  timeline: stream('safe', z.object({ view: ViewId })).of<LogTimeline>(),
  /** Every log that is kept on disk. */
  kept: call('safe', z.object({})).returns<readonly KeptLog[]>(),
  /** Deletes kept logs; one that is being read begins afresh. */
  forget: call('safe', z.object({ logs: z.array(LogId).check(z.maxLength(1000)) })).returns<void>(),
};
