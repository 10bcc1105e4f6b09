import { formatNumber } from '../../language/figures.ts';

/** Words that many slices use for the same. */
export const commonWords = {
  /** How long ago: `3 min ago`. */
  ago: ({ age }: { readonly age: string }) => `${age} ago`,
  andMore: ({ count }: { readonly count: number }) => `and ${formatNumber(count)} more`,
  /** How old what is known is. */
  asOf: ({ age }: { readonly age: string }) => `as of ${age} ago`,
  cancel: 'Cancel',
  clear: 'Clear',
  close: 'Close',
  /** Closes or takes away what has this name. */
  closeOf: ({ what }: { readonly what: string }) => `Close ${what}`,
  copy: 'Copy',
  copyOf: ({ what }: { readonly what: string }) => `Copy ${what}`,
  create: 'Create',
  created: ({ name }: { readonly name: string }) => `Created ${name}`,
  delete: 'Delete',
  details: 'Details',
  dismiss: 'Dismiss',
  engineChooses: 'Empty: the engine chooses.',
  logs: 'Logs',
  /** What stands for a name in a list of them that is cut short. */
  more: ({ count }: { readonly count: number }) => `${count} more`,
  name: 'Name',
  no: 'no',
  none: 'none',
  open: 'Open',
  openCreate: 'Create…',
  remove: 'Remove',
  removeOf: ({ what }: { readonly what: string }) => `Remove ${what}`,
  removeOne: ({ name }: { readonly name: string }) => `Remove ${name}?`,
  removeUnused: 'Remove unused…',
  removed: 'Removed',
  removing: 'Removing',
  save: 'Save',
  tryAgain: 'Try again',
  undo: 'Undo',
  unknown: 'unknown',
  unused: 'unused',
  used: 'used',
  usedBy: ({ names }: { readonly names: string }) => `Used by ${names}.`,
  value: 'Value',
  wasRemoved: 'It was removed.',
  yes: 'yes',
};
