import { formatNumber } from '../../language/figures.ts';
import { plural } from '../../language/plural.ts';

interface Name {
  readonly name: string;
}

/** Of the window around the sections. */
export const shellWords = {
  announcements: 'Announcements',
  navigation: 'Main',
  find: 'Find or run',
  skipToList: 'Skip to the list',
  skipToDock: 'Skip to the dock',
  goTo: ({ section }: { readonly section: string }) => `Go to ${section}`,
  engine: {
    /** What the button is called, before the engine's name. */
    title: 'Engine',
    heading: 'A click shows what that engine has',
    about: 'About this engine',
    connected: ({ engine }: { readonly engine: string }) => `${engine}, connected`,
    states: {
      idle: 'not connected',
      connecting: 'connecting',
      connected: 'connected',
      unreachable: 'not reachable',
    },
    /** The button's name where it is of several. */
    several: ({ count }: { readonly count: number }) => `${formatNumber(count)} engines`,
    all: 'All engines',
    showAll: 'Show all engines',
    /** The menu in which several are chosen. */
    choose: 'Show several',
    /** How several are: `3 connected, 1 not reachable`. */
    inState: ({ count, state }: { readonly count: number; readonly state: string }) =>
      `${formatNumber(count)} ${state}`,
    rootless: ({ product, version }: { readonly product: string; readonly version: string }) =>
      `${product} ${version}, rootless`,
    switchTo: ({ name }: Name) => `Switch to ${name}`,
    switchFailed: 'Couldn’t switch the engine',
    /** Of engines that the window looked at and that are known no more. */
    gone: ({ names, more }: { readonly names: string; readonly more: number }) =>
      more > 0 ? `${names} and ${formatNumber(more)} more are no longer there.` : `${names}: no longer there.`,
    nowAt: ({ name }: Name) => `This window looks at ${name} now.`,
    findBy: 'engine context host docker podman',
  },
  guard: {
    /** Of the window; '' for none of the below. */
    title: ({ engines }: { readonly engines: string }) => (engines === '' ? 'Gantry' : `${engines} – Gantry`),
    named: {
      none: ({ name }: Name) => name,
      protected: ({ name }: Name) => `${name} (protected)`,
      'read-only': ({ name }: Name) => `${name} (read-only)`,
    },
    guards: { none: '', protected: 'protected', 'read-only': 'read-only' },
    means: {
      none: '',
      protected: 'Protected: what cannot be undone is asked for by name.',
      'read-only': 'Read-only: nothing is changed here.',
    },
  },
  dock: {
    title: 'Dock',
    /** What cannot be drawn. */
    part: 'The dock',
    tabs: 'Dock tabs',
    resize: 'Resize dock',
    resizePanes: 'Resize panes',
    /** The second and each further one of its kind. */
    further: ({ what, number }: { readonly what: string; readonly number: number }) => `${what} ${number}`,
    empty: 'Nothing is docked',
    /** `log` and `shell` are the keys for them. */
    emptyHint: ({ log, shell }: { readonly log: string; readonly shell: string }) =>
      `Press ${log} on a container for its log, ${shell} for a shell: they stay here.`,
    toBottom: 'Dock at the bottom',
    toRight: 'Dock at the right',
    restore: 'Restore dock',
    maximise: 'Maximise dock',
    hide: 'Hide dock',
    withKeys: ({ label, keys }: { readonly label: string; readonly keys: string }) => `${label} (${keys})`,
    shellTab: ({ name }: Name) => `Shell ${name}`,
    /** Of a main process. */
    attachedTab: ({ name }: Name) => `Attached to ${name}`,
    logTab: ({ name }: Name) => `Logs ${name}`,
  },
  host: {
    ended: 'Gantry has ended',
    endedNext: 'Start it again and open the address that it prints.',
    ending: 'Gantry is ending',
    locked: 'This window may not talk to Gantry',
    lockedNext: 'Open the address that Gantry printed.',
    lost: 'The window lost its connection to Gantry',
    lostNext: 'It reconnects by itself. If it does not, start Gantry again and open the address that it prints.',
    unkept: 'Nothing is kept',
    openOther: 'Open the other one',
    fault: 'Something went wrong inside Gantry',
    faultText: 'It was written down and Gantry goes on. What was under way may have failed.',
  },
  palette: {
    goTo: 'Go to',
    engines: 'Engines',
    recent: 'Recent',
    window: 'Gantry',
  },
  shortcuts: {
    title: 'Keyboard shortcuts',
    findBy: 'help keys hotkeys',
    /** `noun` is what a section lists: `a volume`. */
    on: ({ noun }: { readonly noun: string }) => `On ${noun}`,
    inList: 'In a list',
    inLog: 'In a log',
    inTerminal: 'In a shell',
    inDock: 'In the dock',
    dockLeader: 'In a shell or a field: instead of d',
    everywhere: 'Everywhere',
    rowUp: 'Row up, or k; from the first to the columns',
    rowDown: 'Row down, or j',
    openDetail: 'Open the detail',
    closeDetail: 'Close the detail',
    selectRow: 'Select the row',
    selectRows: 'Select all rows',
    filter: 'Filter',
    toVerbs: "On to the row's links and verbs",
    search: 'Search, also Ctrl+F',
    nextMatch: 'Next match; with Shift the one before',
    firstLine: 'First line',
    lastLine: 'Last line, and follow',
    selectLines: 'Select all lines',
    copySelection: 'Copy the selection',
    terminalMenu: 'Menu',
    scroll: 'Scroll back; with Page Down on',
    twoClicks: 'Double click',
    threeClicks: 'Triple click',
    altDrag: 'Alt+drag',
    selectWord: 'Select a word',
    selectLine: 'Select a line',
    selectBlock: 'Select a block',
    palette: 'Command palette',
    thisList: 'This list',
    nextPart: 'Next part of the window; with Shift the one before',
  },
  status: {
    engines: ({ all, connected }: { readonly all: number; readonly connected: number }) =>
      `${formatNumber(connected)} of ${plural(all, { one: '# engine', other: '# engines' })}`,
    containers: ({ all, running }: { readonly all: number; readonly running: number }) =>
      `${plural(all, { one: '# container', other: '# containers' })}, ${formatNumber(running)} running`,
    /** While the list is not complete. */
    running: ({ running }: { readonly running: number }) => `${formatNumber(running)} running`,
    stats: 'Stats',
    disk: 'Disk',
    /** How many run, and what the latest is called. */
    tasks: ({ count, title }: { readonly count: number; readonly title: string }) =>
      `${plural(count, { one: '# task', other: '# tasks' })} · ${title}`,
    showOutput: ({ title }: { readonly title: string }) => `Show the output of ${title}`,
  },
  tasks: {
    /** A notice on how a task of this window ended. */
    succeeded: ({ title, line }: { readonly title: string; readonly line: string }) => `${title}: ${line}`,
    done: ({ title }: { readonly title: string }) => `${title}: done`,
    failed: ({ title }: { readonly title: string }) => `${title} failed`,
  },
  tour: {
    title: 'Tour',
    text: 'A script plays the engine: everything answers, nothing runs.',
    end: 'End the tour',
    goesOn: 'The tour goes on',
    ended: ({ engine }: { readonly engine: string }) => `The tour has ended: this window looks at ${engine} now`,
    endFailed: 'Ending the tour failed',
  },
};
