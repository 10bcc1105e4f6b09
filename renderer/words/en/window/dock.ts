import { formatNumber } from '../../language/figures.ts';
import { plural } from '../../language/plural.ts';

interface What {
  /** A tab as it is called: `Shell db`. */
  readonly what: string;
}

/** Of the dock: logs and shells that stay while a person looks elsewhere. */
export const dockWords = {
  commands: {
    toggle: 'Show or hide the dock',
    maximise: 'Maximise or restore the dock',
    side: 'Dock at the right or at the bottom',
    nextPane: 'Go to the next pane',
    previousPane: 'Go to the previous pane',
    nextTab: 'Go to the next tab',
    previousTab: 'Go to the previous tab',
    reopen: 'Reopen the closed log',
    splitRight: 'Split tab right',
    splitDown: 'Split tab down',
    toNextPane: 'Move tab to the next pane',
    toPreviousPane: 'Move tab to the previous pane',
    moveRight: 'Move tab right',
    moveLeft: 'Move tab left',
    zoom: 'Zoom pane or show all',
    beside: 'Shell and log beside each other',
    detail: 'Show in the detail',
    rename: 'Rename tab',
    close: 'Close tab',
    closeOthers: 'Close other tabs',
    closeRight: 'Close tabs to the right',
  },
  refusals: {
    empty: 'Nothing is docked.',
    alone: 'It is the only tab of its pane.',
    onePane: 'There is only one pane.',
    oneTab: 'There is only one tab in this pane.',
    deep: ({ levels }: { readonly levels: number }) =>
      `Panes lie ${formatNumber(levels)} deep in each other: there is no room for another.`,
    first: 'It is the first tab of its pane.',
    last: 'It is the last tab of its pane.',
    several: 'It is not of one container.',
    elsewhere: 'The window does not look at its engine.',
    nothingClosed: 'No log was closed in this window.',
    full: ({ most }: { readonly most: number }) =>
      `The dock holds ${formatNumber(most)} tabs, all of them shells. Close one first.`,
  },
  /** Tabs gave way: the first of them, and how many more. */
  madeRoom: ({ what, more, most }: What & { readonly more: number; readonly most: number }) =>
    more > 0
      ? `The dock holds ${formatNumber(most)} tabs: ${what} and ${formatNumber(more)} more were closed`
      : `The dock holds ${formatNumber(most)} tabs: ${what} was closed`,
  /** What a tab is called, with the name that the person gave it. */
  labelled: ({ what, label }: What & { readonly label: string }) => `${what}, ${label}`,
  /** Of a shell that nobody looks at. */
  rung: ({ what }: What) => `${what}, bell`,
  renaming: {
    title: ({ what }: What) => `Rename the tab ${what}`,
    name: 'Name',
    hint: 'Without one it is called after what it shows.',
    verb: 'Rename',
    failed: 'The tab was not renamed',
  },
  menu: 'Tab and pane',
  zoomed: 'Zoom pane',
  unzoomed: 'Show all panes',
  /** Told to screen readers. */
  said: {
    moved: (at: What & Record<'pane' | 'panes' | 'place' | 'places', number>) =>
      at.panes > 1
        ? `${at.what} is tab ${at.place} of ${at.places} in pane ${at.pane} of ${at.panes}`
        : `${at.what} is tab ${at.place} of ${at.places}`,
    zoomed: ({ what }: What) => `${what} fills the dock`,
    unzoomed: ({ panes }: { readonly panes: number }) =>
      plural(panes, { one: 'The only pane is shown', other: 'All # panes are shown' }),
    renamed: ({ what }: What) => `The tab is called ${what}`,
    closed: ({ count }: { readonly count: number }) => plural(count, { one: '# tab closed', other: '# tabs closed' }),
  },
};
