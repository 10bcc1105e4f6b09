import { formatNumber } from '../../language/figures.ts';

/** Of the components that all views are made of. */
export const uiWords = {
  boundary: {
    title: ({ part }: { readonly part: string }) => `${part} cannot be drawn`,
    text: 'This is a fault in Gantry. The rest of the window works on; please report it with the detail.',
    again: 'Draw again',
  },
  clamped: { more: 'Show all', less: 'Show less' },
  columns: {
    title: 'Columns',
    /** A column that is shown as soon as the window is wide enough. */
    noRoom: ({ column }: { readonly column: string }) => `${column} (no room)`,
    alwaysShown: 'This column is always shown.',
    reset: 'Reset columns',
  },
  copied: 'Copied',
  copyFailed: 'Could not copy',
  hiddenValue: 'Hidden value',
  copyDetails: 'Copy details',
  group: ({ title, count }: { readonly title: string; readonly count: number }) => `${title}, group of ${count}`,
  notices: 'Notices',
  notLoaded: {
    title: ({ what }: { readonly what: string }) => `${what} could not be loaded`,
    text: 'The browser broke it off, as it does when a container brings a network. Shells go on, and unsaved text is there again.',
    reload: 'Reload the window',
  },
  pairs: {
    /** `item` is what a row is called: `argument`. */
    add: ({ item }: { readonly item: string }) => `Add ${item}`,
    /** A row without a name of its own. */
    row: ({ item, number }: { readonly item: string; readonly number: number }) => `${item} ${number}`,
    name: ({ row }: { readonly row: string }) => `Name of ${row}`,
    value: ({ row }: { readonly row: string }) => `Value of ${row}`,
    namePlaceholder: 'NAME',
    valuePlaceholder: 'value',
  },
  palette: {
    title: 'Command palette',
    placeholder: 'Type a command or a name',
    field: 'Command',
    list: 'Commands',
    nothing: 'Nothing is called that.',
    more: ({ count }: { readonly count: number }) => `${count} more: type to narrow`,
    unavailable: 'Not available now',
  },
  selection: {
    title: 'Selection',
    count: ({ count }: { readonly count: number }) => `${formatNumber(count)} selected`,
    /** `key` is the key that does it. */
    clear: ({ key }: { readonly key: string }) => `Clear ${key}`,
  },
  suggestions: {
    title: 'Suggestions',
    count: ({ count }: { readonly count: number }) => `${count} suggestions`,
    /** Which keys do what. */
    keys: ({ choose, take }: { readonly choose: string; readonly take: string }) => `${choose} choose ${take} take`,
  },
  /** A tab’s name, and what is said beside it. */
  tabNote: ({ what, note }: { readonly what: string; readonly note: string }) => `${what} · ${note}`,
  tabTools: ({ tabs }: { readonly tabs: string }) => `${tabs} tools`,
};
