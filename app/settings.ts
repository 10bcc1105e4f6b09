import * as z from 'zod/mini';
import { isConsoleLine, longestConsole } from './consoles.ts';
import { DockId, DockNode, emptyDock, mostDockTabs } from './dock.ts';
import { EngineId, Scope } from './engines/engine.ts';
import { LogId } from './logs.ts';
import { call, stream } from './rpc/operation.ts';
import { KeptHow, Scrollback, scrollbackLines } from './terminal.ts';
import { mostSnippets, Snippet } from './text/snippets.ts';

/**
 * What a person chose, kept in the main process so that it outlives the page. Unknown keys are refused; a damaged file
 * is set aside and the defaults are used.
 */
const px = z.int().check(z.minimum(0), z.maximum(10_000));
const shortText = z.string().check(z.maxLength(500));

const ListView = z.object({
  sort: z.optional(z.object({ column: shortText, descending: z.boolean() })),
  hidden: z.optional(z.array(shortText).check(z.maxLength(50))),
  widths: z.optional(z.record(shortText, px)),
  filter: z.optional(shortText),
  /** What the rows stand together by; without it as the list has it. */
  group: z.optional(z.enum(['engine', 'none'])),
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

/** How the screens of shells look and behave; the same for every one. */
const TerminalLook = z.object({
  /** px. */
  fontSize: z.int().check(z.minimum(8), z.maximum(32)),
  /** Of the height of the font's own line. */
  lineHeight: z.number().check(z.minimum(1), z.maximum(2)),
  /** Lines above the screen that shells keep which are opened from now on. */
  scrollback: Scrollback,
  cursor: z.enum(['block', 'bar', 'underline']),
  blink: z.boolean(),
  /** Puts on the clipboard what is selected, as soon as it is. */
  copyOnSelect: z.boolean(),
  /** What the right mouse button does: a menu, or it copies what is selected and pastes where nothing is. */
  rightClick: z.enum(['menu', 'paste']),
  /** Asks before several lines are pasted into what would run each of them at once. */
  askPaste: z.boolean(),
  /** Whether a shell that ended with its container is opened again when that runs again. */
  reconnect: z.boolean(),
  /** Whether the bell flashes. */
  flash: z.boolean(),
  /** Tells a screen reader what is printed. */
  screenReader: z.boolean(),
  /** Draws by the graphics card where there is one. */
  gpu: z.boolean(),
});
export type TerminalLook = z.infer<typeof TerminalLook>;

/** Compose files that are remembered. */
export const mostOpenedFiles = 20;

const OpenedFile = z.object({
  /** Absolute. */
  path: z.string().check(z.maxLength(4096)),
  /** The one that was chosen for it; absent where nobody was asked. */
  engine: z.optional(EngineId),
});
export type OpenedFile = z.infer<typeof OpenedFile>;

export const Settings = z.strictObject({
  theme: z.enum(['system', 'light', 'dark']),
  contrast: z.enum(['system', 'normal', 'high']),
  fonts: z.enum(['bundled', 'system']),
  /** How high the rows of lists are. */
  density: z.enum(['compact', 'normal', 'roomy']),
  dates: z.enum(['system', 'iso']),
  engine: z.optional(z.string().check(z.regex(/^e[0-9a-f]{12}$/))),
  /** What the window looks at, where that is not `engine` alone. */
  scope: z.optional(Scope),
  detailWidth: px,
  dockHeight: px,
  /** When it stands at the right. */
  dockWidth: px,
  dockSide: z.enum(['bottom', 'right']),
  /** It fills the place of the section. */
  dockMaximised: z.boolean(),
  dockOpen: z.boolean(),
  dock: DockNode,
  /** Ids of tabs of the dock that were closed lately, the latest last: another window may not have heard of it yet. */
  dockClosed: z.array(DockId).check(z.maxLength(mostDockTabs)),
  /** By the id of the section. */
  lists: z.record(shortText, ListView),
  /** Compose files that were opened, the latest first. */
  composeFiles: z.array(OpenedFile).check(z.maxLength(mostOpenedFiles)),
  /** Absolute paths on the machine that Gantry runs on, the latest first. */
  recentFolders: z.array(z.string().check(z.maxLength(4096))).check(z.maxLength(10)),
  logs: LogKeeping,
  logView: LogLook,
  terminalView: TerminalLook,
  /** Whether a line of an access log has the level of its status, where it names none. */
  logStatusLevels: z.boolean(),
  /** Fields that are columns, by the log's name. */
  logColumns: z.record(shortText, z.array(shortText).check(z.maxLength(10))),
  /** What was looked for in logs, the latest first. */
  logSearches: z.array(z.string().check(z.maxLength(1000))).check(z.maxLength(20)),
  /** The line that starts the person's terminal program, see `consoles.ts`; '' for the first that is found. */
  console: z.union([z.literal(''), z.string().check(z.maxLength(longestConsole), z.refine(isConsoleLine))]),
  /** Which image's programs debug shells had last, by engine. */
  toolboxes: z.record(shortText, shortText),
  /** How a shell was opened last in containers of an image, by the image's name, the latest first. */
  shellHows: z.array(z.object({ image: shortText, how: KeptHow })).check(z.maxLength(50)),
  /** Kept commands, in the person's order. */
  snippets: z.array(Snippet).check(z.maxLength(mostSnippets)),
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
  dock: emptyDock,
  dockClosed: [],
  lists: {},
  composeFiles: [],
  recentFolders: [],
  logs: { keep: true, perLog: 256, total: 2048, days: 7, never: [] },
  logColumns: {},
  logSearches: [],
  logStatusLevels: true,
  toolboxes: {},
  shellHows: [],
  paletteRecent: [],
  snippets: [],
  console: '',
  logView: { timestamps: 'time', zone: 'local', wrap: false, fontSize: 12, fold: false, colors: true, timeline: false },
  terminalView: {
    fontSize: 12,
    lineHeight: 1,
    scrollback: scrollbackLines.usual,
    cursor: 'block',
    blink: false,
    copyOnSelect: false,
    rightClick: 'menu',
    askPaste: true,
    reconnect: false,
    flash: true,
    screenReader: false,
    gpu: true,
  },
};

export const settings = {
  /** The settings now and after every change, from whichever window. */
  watch: stream('safe', z.object({})).of<Settings>(),
  /** Changes the named keys only and writes the file atomically. */
  update: call('safe', z.partial(Settings)).returns<void>(),
};
