import { plural } from '../language/plural.ts';

/** Of volumes. */
export const volumeWords = {
  noneText:
    'A volume keeps data apart from the containers that use it. Create one, or start a container that names one.',
  removal: {
    ofSeveral: ({ count }: { readonly count: number }) =>
      plural(count, { one: 'Remove # volume?', other: 'Remove # volumes?' }),
    body: ({ data, count }: { readonly data: string; readonly count: number }) =>
      plural(count, { one: `${data} in it will be lost for good.`, other: `${data} in them will be lost for good.` }),
  },
  unknownData: 'All data (how much is not known)',
  partlyKnownData: ({ bytes, unknown }: { readonly bytes: string; readonly unknown: number }) =>
    `${bytes} and what is in ${unknown} of unknown size`,
  creation: {
    command: 'Create volume…',
    title: 'Create volume',
    failed: 'The volume was not created',
    nameHint: 'Empty: the engine makes one up.',
  },
  prune: {
    command: 'Remove unused volumes…',
    title: 'Remove unused volumes',
    measuring: 'being measured…',
    unmeasured: 'size not known',
    none: 'Every volume is used by a container.',
    noneAnonymous: 'There are no unused anonymous volumes.',
    loss: ({ data }: { readonly data: string }) => `${data} will be lost for good.`,
    unread: 'The unused volumes could not be read',
    named: 'Named volumes too',
    namedHint: 'Those may hold data that somebody wants back.',
  },
  detail: {
    unread: 'The volume could not be read',
    gone: 'This volume is gone',
    noContainer: 'No container uses it.',
    title: 'Volume',
    sizeUnknown: 'not known yet',
    mountpoint: 'Mountpoint',
    anonymous: 'Anonymous',
    isAnonymous: 'yes: made along with a container',
  },
};
