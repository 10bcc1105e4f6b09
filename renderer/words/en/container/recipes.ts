import type { RecipeReasons } from '../../../../app/reasons/recipes.ts';
import { formatNumber } from '../../language/figures.ts';
import { plural } from '../../language/plural.ts';
import type { ReasonWords } from '../../language/types.ts';

interface Named {
  readonly name: string;
}

interface Counted {
  readonly count: number;
}

export const recipeReasons: ReasonWords<RecipeReasons> = {
  'recipe-gone': [
    'What makes it again is kept no more.',
    'It is kept for a week, until the container is recreated or it is forgotten.',
  ],
  'recipe-container-there': ({ name }) => `${name} is still there: its removal had not been done.`,
};

const nameless = ({ count }: Counted) => plural(count, { one: 'an anonymous volume', other: '# anonymous volumes' });

/** Of containers that were removed and can be made again. */
export const recipeWords = {
  label: 'Recreate',
  /** Below `Removed web`: what does not come back. `volumes`: how many without a name went along. */
  removed: ({ count, volumes }: Counted & { readonly volumes: number }) => {
    const it = count === 1 ? 'Recreated, it is as it was' : 'Recreated, they are as they were';
    const wrote = count === 1 ? 'the files that it wrote' : 'the files that they wrote';
    return volumes === 0
      ? `${it}, without ${wrote}.`
      : `${it}, without ${wrote} and without ${nameless({ count: volumes })}.`;
  },
  notKept: ({ count }: Counted) =>
    count === 1 ? 'It could not be kept how it was made.' : 'It could not be kept how they were made.',
  /** In the question before a removal. */
  loss: ({ size }: { readonly size: string }) => `It wrote ${size} to its own files.`,
  exportFirst: 'Export its files first…',
  /** Of all that does not run. */
  prune: {
    command: 'Remove stopped containers…',
    title: 'Remove stopped containers',
    none: 'Every container runs.',
    loss: 'What they wrote to their own files is lost for good. For a week they can be recreated as they were made.',
    unread: 'The stopped containers could not be read',
    show: 'Show what was removed',
  },
  list: {
    title: 'Removed containers',
    count: ({ count }: Counted) =>
      plural(count, {
        one: '# can be recreated, without the files that it wrote',
        other: '# can be recreated, without the files that they wrote',
      }),
    recreateOf: ({ name }: Named) => `Recreate ${name}`,
    recreateSelected: ({ count }: Counted) => `Recreate ${formatNumber(count)} selected`,
    forget: 'Forget',
    forgetOf: ({ name }: Named) => `Forget ${name}`,
    pick: ({ name }: Named) => `Select ${name}`,
    without: ({ count }: Counted) => `without ${nameless({ count })}`,
    removed: ({ age }: { readonly age: string }) => `removed ${age} ago`,
    until: ({ time }: { readonly time: string }) => `kept until ${time}`,
    all: 'Show all',
    less: 'Show fewer',
    unread: 'The removed containers could not be read',
  },
};
