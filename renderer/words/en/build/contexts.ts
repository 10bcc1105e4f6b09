import { plural } from '../../language/plural.ts';

/** Of what a build is sent. */
export const contextWords = {
  tab: 'Context',
  label: 'Build context',
  failed: 'What is sent could not be told',
  counting: 'Counting what is sent…',
  again: 'Count again',
  amount: ({ count, size }: { readonly count: number; readonly size: string }) =>
    `${plural(count, { one: '# file', other: '# files' })}, ${size}`,
  sum: ({ sent, left }: { readonly sent: string; readonly left: string }) => `Sent: ${sent}. Left out: ${left}.`,
  truncated: 'The folder is larger than can be counted in a few seconds: these are the figures so far.',
  unread: ({ count }: { readonly count: number }) =>
    plural(count, {
      one: '# entry could not be read. A build fails at it, unless it is left out.',
      other: '# entries could not be read. A build fails at them, unless they are left out.',
    }),
  doubts: 'Sent, and seldom wanted in an image',
  doubt: {
    secret: 'may hold a secret',
    history: 'the history of the repository',
    packages: 'packages that an image installs itself',
  },
  place: 'Folder of the context',
  top: 'All',
  entries: 'Entries of the folder',
  columns: { name: 'Name', size: 'Sent', files: 'Files', left: 'Left out' },
  empty: 'This folder is empty.',
  more: ({ count }: { readonly count: number }) =>
    plural(count, { one: '# smaller entry', other: '# smaller entries' }),
  leaveOut: 'Leave out',
  leaveOutThis: ({ name }: { readonly name: string }) => `Leave out ${name}`,
  biggest: 'Largest files',
  byLine: ({ amount }: { readonly amount: string }) => `This line leaves out ${amount}.`,
  byLineNone: 'This line leaves out nothing that no other does.',
};
