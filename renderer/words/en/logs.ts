import type { LogLevel } from '../../../app/logs.ts';
import type { LogReasons } from '../../../app/reasons/logs.ts';
import { formatNumber } from '../language/figures.ts';
import { plural } from '../language/plural.ts';
import type { ReasonWords } from '../language/types.ts';
import { formatBytes } from './units.ts';

export const logReasons: ReasonWords<LogReasons> = {
  'log-damaged': 'The log that the engine sends is damaged.',
  'log-unread': 'The engine could not read the log.',
  'log-driver': [
    ({ driver }) => `Its log driver “${driver}” keeps nothing that can be read.`,
    'Run it with a log driver such as json-file, local or journald to see what it prints.',
  ],
  'log-time-invalid': 'That is not a time to read from.',
  'log-container-gone': 'There is no such container any more.',
  'log-containers-gone': 'Some of these containers are gone, and their logs with them.',
  'log-not-kept': 'This log is not kept any more.',
  'log-folder-unwritable': 'The folder of the log cannot be written.',
  'log-folder-unusable': 'The folder of the logs cannot be used.',
  'log-folder-not-ours': 'Another Gantry keeps the logs on this disk.',
  'log-disk-full': 'There is no space left on the disk.',
  // What follows “lines may be missing here:”.
  'log-rotated': 'the engine no longer had the line before',
  'log-changed': 'the engine’s log changed while it was read',
  'log-removed-unread': 'the container was removed before its log was read',
  'log-moved': ['The log has moved meanwhile.', 'Try again.'],
  'not-a-log': 'That is no log.',
  'no-log-to-save': 'There is no log to save.',
  'log-view-closed': 'This view of a log was closed.',
  'log-text-too-long': ({ bytes }) => `This is more than ${formatBytes(bytes)}: save it to a file instead.`,
  'search-closed': 'This search was closed.',
  'too-many-searches': 'Too many searches run in this log.',
  'time-missing': 'Write a time, e.g. 14:05, yesterday 9:00 or 10m ago.',
  'time-of-day': 'There is no such time of day.',
  'time-unread': 'This is no time. Write 14:05, yesterday 9:00, 2026-11-25 16:04 or 10m ago.',
  'time-unreal': 'There is no such date or time of day.',
  'pattern-invalid': 'That is not a valid pattern.',
  'pattern-flags': 'Flags within a pattern are not supported.',
  'pattern-too-slow': [
    'The pattern takes too long on some of the lines.',
    'Write it so that there is only one way to match: `a+` instead of `(a+)+`.',
  ],
};

interface Counted {
  readonly count: number;
}

const levelNames: Readonly<Record<LogLevel, string>> = {
  trace: 'Trace',
  debug: 'Debug',
  info: 'Info',
  warn: 'Warn',
  error: 'Error',
  fatal: 'Fatal',
};

/** Of logs. */
export const logWords = {
  log: ({ name }: { readonly name: string }) => `Logs of ${name}`,
  toolbar: 'Log',
  none: {
    reading: 'Reading…',
    cleared: 'The view was cleared.',
    printed: 'Nothing has been printed yet.',
    matched: 'There is no such line yet.',
  },
  newLines: ({ count }: Counted) => plural(count, { one: '# new line', other: '# new lines' }),
  /** How many lines there are, and what is to be known about them. */
  lines: {
    label: 'Line count',
    count: ({ count }: Counted) => plural(count, { one: '# line', other: '# lines' }),
    dropped: ({ count }: Counted) => `${formatNumber(count)} older dropped`,
    paused: 'paused',
    reading: ({ count }: Counted) => `reading history, ${formatNumber(count)} so far`,
    inMemory: 'in memory only',
    waiting: ({ engines }: { readonly engines: string }) => `waiting for ${engines}`,
  },
  levels: {
    names: levelNames,
    /** In the list of those that are chosen. */
    chosenNames: { trace: 'trace', debug: 'debug', info: 'info', warn: 'warn', error: 'error', fatal: 'fatal' },
    label: 'Levels',
    chosen: ({ which }: { readonly which: string }) => `Levels: ${which}`,
    several: ({ count }: Counted) => plural(count, { one: '# level', other: '# levels' }),
    /** `lines` is one of the two below. */
    level: ({ level, lines }: { readonly level: string; readonly lines: string }) => `${level}: ${lines}`,
    lines: ({ count, shown }: { readonly count: number; readonly shown: string }) =>
      plural(count, { one: `${shown} line`, other: `${shown} lines` }),
    uncounted: 'not counted yet',
    streams: 'Streams',
    bothStreams: 'Both streams',
  },
  bar: {
    showAgain: 'Show again',
    showAgainTip: 'Shows the lines before “Clear view” again',
    search: 'Search',
    searchTip: ({ keys }: { readonly keys: string }) => `Search (${keys})`,
    save: 'Save log…',
    pause: 'Pause',
    resume: 'Resume',
    follow: 'Follow',
    time: 'Go to time',
    timeline: 'Timeline',
  },
  menu: {
    label: 'More',
    copy: 'Copy log',
    clear: 'Clear view',
    wrap: 'Wrap',
    fold: 'Fold stack traces',
    colors: 'Colours',
    timestamps: { label: 'Timestamps', off: 'Off', time: 'Time', relative: 'Relative', iso: 'ISO' },
    zone: { label: 'Time zone', local: 'Local', utc: 'UTC' },
    larger: 'Larger text',
    smaller: 'Smaller text',
  },
  problems: {
    unreadable: 'The log cannot be followed',
    some: ({ names, why }: { readonly names: string; readonly why: string }) => `No log of ${names}: ${why}`,
    /** Of several engines. */
    missing: ({ engine, why }: { readonly engine: string; readonly why: string }) =>
      `Nothing new from ${engine}: ${why}`,
    hide: 'Hide',
    retryFailed: 'The log could not be read again',
    notCopied: 'The lines were not copied',
    lineUnread: 'The line could not be read',
  },
  link: {
    title: ({ host }: { readonly host: string }) => `Open a page of ${host}?`,
    body: ({ url }: { readonly url: string }) => `The log links to ${url}`,
    open: 'Open',
  },
  saving: {
    title: ({ name }: { readonly name: string }) => `Save the log of ${name}`,
    verb: 'Save',
    ending: 'The name of a log ends in .log or .txt.',
    what: 'What',
    all: 'All rows',
    filtered: 'The rows that match, and those shown around them',
    selected: ({ count }: Counted) => plural(count, { one: 'The # selected row', other: 'The # selected rows' }),
    file: 'File',
    fileHint: 'On the machine that Gantry runs on.',
    chooseFolder: 'Choose folder',
    folder: 'Save in folder',
    timestamps: 'With timestamps',
    plain: 'Without colour codes',
    overwrite: 'Overwrite a file of this name',
  },
  columns: {
    label: 'Columns',
    remove: ({ path }: { readonly path: string }) => `Remove column ${path}`,
  },
  fields: {
    label: 'Fields',
    copy: 'Copy',
    copyOf: ({ path }: { readonly path: string }) => `Copy value: ${path}`,
    column: 'Column',
    columnOf: ({ path }: { readonly path: string }) => `Show as column: ${path}`,
    search: 'Search',
    searchOf: ({ path }: { readonly path: string }) => `Search for this value: ${path}`,
  },
  find: {
    label: 'Search in the log',
    field: 'Search log',
    text: 'Text',
    textWithRecent: 'Text (↑ for earlier ones)',
    pattern: 'Regular expression',
    patternWithRecent: 'Regular expression (↑ for earlier ones)',
    invert: 'Invert',
    show: 'Show',
    find: 'Find',
    filter: 'Filter',
    context: 'Context lines',
    showInContext: 'Show in context',
    stop: 'Stop',
    close: 'Close search',
    searching: ({ percent }: { readonly percent: number }) => `searching ${percent} %`,
  },
  time: {
    label: 'Go to time',
    field: 'Time',
    placeholder: '14:05, yesterday 9:00, 2026-11-25 16:04, 10m ago',
    go: 'Go',
    meant: 'Meant time',
    close: 'Close go to time',
    end: 'Nothing was printed at or after that: this is the end.',
    beginning: 'The log begins here, at that time or later.',
  },
  timeline: {
    label: 'Timeline',
    nothingYet: 'Nothing measured yet',
    nothing: 'nothing measured',
    use: ({ cpu, memory }: { readonly cpu: string; readonly memory: string }) =>
      `CPU ${cpu} (line), memory ${memory} (area)`,
    someDrawn: ({ drawn, all }: { readonly drawn: number; readonly all: number }) =>
      `the first ${drawn} of ${all} drawn`,
    at: ({ time, said }: { readonly time: string; readonly said: string }) => `${time}: ${said}`,
    mark: ({ mark, time }: { readonly mark: string; readonly time: string }) => `${mark}, ${time}`,
  },
  marks: {
    stopped: 'container stopped',
    stoppedWith: ({ code }: { readonly code: number }) => `container stopped, exit code ${code}`,
    started: 'container started',
    oom: 'out of memory: the kernel killed a process of the container',
    health: ({ status }: { readonly status: string }) => `health: ${status}`,
    engineLost: 'engine not reachable: the log goes on when it is back',
    engineBack: 'engine is back',
    removed: 'container removed: the log ends here',
    recreated: 'container recreated: the log goes on with the new one',
    gap: ({ why }: { readonly why: string }) => `lines may be missing here: ${why}`,
    gapOf: ({ length, why }: { readonly length: string; readonly why: string }) =>
      `lines may be missing here (${length}): ${why}`,
    damaged: 'a part of the kept log was damaged and is left out',
    memory: ({ why }: { readonly why: string }) => `kept in memory only from here on: ${why}`,
    of: ({ name, mark }: { readonly name: string; readonly mark: string }) => `${name}: ${mark}`,
  },
  rows: {
    cut: ({ size }: { readonly size: string }) => `… ${size} more`,
    showAll: 'Show all',
    cutAt: ({ shown, size }: { readonly shown: string; readonly size: string }) => `… the first ${shown} of ${size}`,
    showLess: 'Show less',
    folded: ({ count }: Counted) => plural(count, { one: '# more line', other: '# more lines' }),
    /** Where not all of them have been read. */
    foldedAtLeast: ({ count }: Counted) => plural(count, { one: '# or more more line', other: '# or more more lines' }),
  },
};
