import * as z from 'zod/mini';
import { ContainerId } from './containers.ts';
import { EngineId } from './engine.ts';
import { LogId, LogTarget } from './logs.ts';
import { call, stream } from './rpc/operation.ts';

/**
 * What a person chose, kept in the main process so that it outlives the page. Unknown keys are refused; a damaged file
 * is set aside and the defaults are used.
 */
const px = z.int().check(z.minimum(0), z.maximum(10_000));
const shortText = z.string().check(z.maxLength(500));

const ofContainer = { engine: EngineId, container: ContainerId, name: shortText };

const DockTab = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('logs'), ...ofContainer }),
  z.object({
    kind: z.literal('shell'),
    ...ofContainer,
    session: z.optional(z.string().check(z.regex(/^[0-9a-f]{32}$/))),
  }),
  /** Any other view of logs: several containers, a project, a filter, a log that was kept. */
  z.object({ kind: z.literal('log-view'), target: LogTarget, name: shortText }),
]);
export type DockTab = z.infer<typeof DockTab>;

const ListView = z.object({
  sort: z.optional(z.object({ column: shortText, descending: z.boolean() })),
  hidden: z.optional(z.array(shortText).check(z.maxLength(50))),
  widths: z.optional(z.record(shortText, px)),
  filter: z.optional(shortText),
});
export type ListView = z.infer<typeof ListView>;

/** What is kept of logs on disk, and for how long; beyond a bound the oldest lines go first. */
const LogKeeping = z.object({
  keep: z.boolean(),
  /** MiB. */
  perLog: z.int().check(z.minimum(4), z.maximum(1_000_000)),
  /** MiB, of all logs together. */
  total: z.int().check(z.minimum(16), z.maximum(10_000_000)),
  days: z.int().check(z.minimum(1), z.maximum(3650)),
  /** Logs that are never kept on disk. */
  never: z.array(LogId).check(z.maxLength(1000)),
});
export type LogKeeping = z.infer<typeof LogKeeping>;

/** How logs are shown. */
const LogLook = z.object({
  timestamps: z.enum(['off', 'time', 'relative', 'iso']),
  zone: z.enum(['local', 'utc']),
  wrap: z.boolean(),
  /** px. */
  fontSize: z.int().check(z.minimum(10), z.maximum(20)),
  /** Folds the lines of a stack trace under its first. */
  fold: z.boolean(),
  /** Draws the colours and styles that a program asked for. */
  colors: z.boolean(),
  /** Shows CPU and memory over time above the lines. */
  timeline: z.boolean(),
});
export type LogLook = z.infer<typeof LogLook>;

export const Settings = z.strictObject({
  theme: z.enum(['system', 'light', 'dark']),
  contrast: z.enum(['system', 'normal', 'high']),
  fonts: z.enum(['bundled', 'system']),
  /** How high the rows of lists are. */
  density: z.enum(['compact', 'normal', 'roomy']),
  dates: z.enum(['system', 'iso']),
  engine: z.optional(z.string().check(z.regex(/^e[0-9a-f]{12}$/))),
  detailWidth: px,
  dockHeight: px,
  /** When it stands at the right. */
  dockWidth: px,
  dockSide: z.enum(['bottom', 'right']),
  /** It fills the place of the section. */
  dockMaximised: z.boolean(),
  dockOpen: z.boolean(),
  dockTabs: z.array(DockTab).check(z.maxLength(100)),
  lists: z.record(shortText, ListView),
  /** Absolute paths of compose files that were opened, the latest first. */
  composeFiles: z.array(z.string().check(z.maxLength(4096))).check(z.maxLength(20)),
  /** Absolute paths on the machine that Gantry runs on, the latest first. */
  recentFolders: z.array(z.string().check(z.maxLength(4096))).check(z.maxLength(10)),
  logs: LogKeeping,
  logView: LogLook,
  /** Whether a line of an access log has the level of its status, where it names none. */
  logStatusLevels: z.boolean(),
  /** Fields that are columns, by the log's name. */
  logColumns: z.record(shortText, z.array(shortText).check(z.maxLength(10))),
  /** What was looked for in logs, the latest first. */
  logSearches: z.array(z.string().check(z.maxLength(1000))).check(z.maxLength(20)),
  /** What was chosen in the palette, by the ids of its entries, the latest first. */
  paletteRecent: z.array(shortText).check(z.maxLength(5)),
});
export type Settings = z.infer<typeof Settings>;

export const defaultSettings: Settings = {
  theme: 'system',
  contrast: 'system',
  fonts: 'bundled',
  density: 'normal',
  dates: 'system',
  detailWidth: 460,
  dockHeight: 260,
  dockWidth: 480,
  dockSide: 'bottom',
  dockMaximised: false,
  dockOpen: false,
  dockTabs: [],
  lists: {},
  composeFiles: [],
  recentFolders: [],
  logs: { keep: true, perLog: 256, total: 2048, days: 7, never: [] },
  logColumns: {},
  logSearches: [],
  logStatusLevels: true,
  paletteRecent: [],
  logView: { timestamps: 'time', zone: 'local', wrap: false, fontSize: 12, fold: false, colors: true, timeline: false },
};

export const settings = {
  /** The settings now and after every change, from whichever window. */
  watch: stream(z.object({})).of<Settings>(),
  /** Changes the named keys only and writes the file atomically. */
  update: call(z.partial(Settings)).returns<void>(),
};
