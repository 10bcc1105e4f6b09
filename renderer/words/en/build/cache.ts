import { plural } from '../../language/plural.ts';

/** Of what a builder keeps so as not to do it again. */
export const cacheWords = {
  command: 'Clean build cache…',
  title: 'Clean build cache',
  idle: 'Not used for',
  idles: { any: 'Any time', day: 'A day', week: 'A week', month: 'A month' },
  order: 'Order',
  orders: { size: 'Largest first', used: 'Used longest ago first', made: 'Oldest first' },
  made: ({ age }: { readonly age: string }) => `made ${age} ago`,
  used: ({ age, uses }: { readonly age: string; readonly uses: number }) =>
    `used ${age} ago, ${plural(uses, { one: '# time', other: '# times' })} in all`,
  neverUsed: 'never used again',
  shared: 'shared with images, whose bytes stay',
  none: 'The builder keeps nothing of the kind.',
  noStore: 'This engine’s builder keeps no cache beside its images.',
  unread: 'The build cache could not be read',
  loss: ({ bytes, held }: { readonly bytes: string; readonly held: number }) => {
    const freed = `Frees exactly ${bytes}.`;
    if (held === 0) return freed;
    return `${freed} ${plural(held, { one: '# record stays', other: '# records stay' })}: something that stays is built on them.`;
  },
};
