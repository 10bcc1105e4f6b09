import { plural } from '../../language/plural.ts';

interface Name {
  readonly name: string;
}
interface Count {
  readonly count: number;
}

/** Of what types into shells beside a person's own keys: keys that came too early, other shells' keys, kept commands. */
export const typingWords = {
  ahead: {
    /** The field for what is typed while a shell is opened. */
    opening: ({ name }: Name) => `Opening a shell in ${name}…`,
    leave: 'Esc leaves it',
  },
  broadcast: {
    command: 'Type into several shells…',
    title: 'Type into several shells',
    note: 'What is typed or pasted into one of them goes to all, until that is stopped.',
    shells: 'Shells',
    tooFew: 'Fewer than two shells are in the dock.',
    start: 'Start',
    notStarted: 'It was not started',
    /** Above each of these shells. */
    on: ({ count }: Count) => `What is typed here goes to ${plural(count, { one: '# shell', other: '# shells' })}`,
    stop: 'Stop',
    /** `keys` are what is pressed for it. */
    stopWith: ({ keys }: { readonly keys: string }) => `Stop (${keys})`,
    stopKey: 'Stop typing into several shells',
    started: ({ count }: Count) => `Typing goes to ${plural(count, { one: '# shell', other: '# shells' })} now`,
    stopped: 'Typing goes to one shell again',
  },
  snippets: {
    title: 'Snippets',
    note: 'Commands that are typed into the shell in front, from the palette.',
    none: 'No snippet is kept yet.',
    list: 'Kept snippets',
    add: 'Add…',
    addCommand: 'Add a snippet…',
    addTitle: 'Add a snippet',
    editTitle: ({ name }: Name) => `Edit ${name}`,
    keep: 'Keep',
    failed: 'The snippet was not kept',
    name: 'Name',
    text: 'Text',
    filter: 'Only for containers that match',
    filterHint: 'As in the filter of the list: words, name:, image:, project:. Empty for all.',
    atOnce: 'Run at once',
    atOnceHint: 'Enter follows the text. Without it the text is typed, and waits for you.',
    /** Why no more can be kept. */
    full: ({ most }: { readonly most: number }) => `${most} are kept, which is as many as can be. Remove one first.`,
    edit: ({ name }: Name) => `Edit ${name}…`,
    remove: ({ name }: Name) => `Remove ${name}`,
    up: ({ name }: Name) => `Move ${name} up`,
    down: ({ name }: Name) => `Move ${name} down`,
    removed: ({ name }: Name) => `Removed the snippet ${name}`,
    moved: ({ name, place, count }: Name & Count & { readonly place: number }) =>
      `${name} is number ${place} of ${count}`,
    run: 'Type a snippet',
    group: 'Snippets',
    runs: {
      title: ({ name }: Name) => `Run the lines of ${name}?`,
      body: ({ container }: { readonly container: string }) =>
        `The shell in ${container} takes no pastes: it runs each line but the last as it comes.`,
      confirm: 'Type them',
    },
  },
};
