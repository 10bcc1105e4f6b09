import type { BuildAbility } from '../../../../app/reasons/builds.ts';

/** What builders cannot, at the field that asks for it. */
const cannot: Readonly<Record<BuildAbility, string>> = {
  lending: 'This builder takes neither secrets nor an SSH agent.',
  limits: 'This builder sets no limits.',
  'several-platforms': 'This engine keeps images of one platform only.',
  'stages-anew': 'This builder runs all stages anew or none.',
  'cache-inline': 'This builder keeps its cache to itself.',
  'cache-registry': 'This builder keeps no cache in a registry.',
  'output-nothing': 'This builder always makes an image.',
  'output-tar': 'This builder makes images of the engine only.',
  'output-folder': 'This builder makes images of the engine only.',
  'output-oci': 'This engine makes no archives of images.',
  attestations: 'This engine keeps no attestations with its images.',
};

/** Where a build goes, what it keeps, and what holds for what runs in it. */
export const wishWords = {
  title: 'Output, cache and limits',
  output: 'Output',
  outputs: {
    image: 'An image of the engine',
    nothing: 'Nothing, only the cache',
    folder: 'A folder with its files',
    tar: 'A tar of its files',
    oci: 'An OCI archive',
  },
  path: 'Path on this machine',
  pathExample: { folder: 'out', tar: 'out.tar', oci: 'image.tar' },
  newFolder: 'From the folder that is built, unless it begins with /. It must not be there yet.',
  replaced: 'From the folder that is built, unless it begins with /. A file of this name is replaced.',
  push: 'Push every tag once it is built',
  stages: 'Stages without cache',
  stagesExample: 'build test',
  cacheTo: 'Keep the cache',
  caches: { none: 'On the engine only', inline: 'In the image, too', registry: 'In a registry, too' },
  cacheImage: 'Image of the cache',
  cacheImageExample: 'registry/name:cache',
  cacheAll: 'With the steps of all stages',
  shm: 'Shared memory',
  shmExample: '64m',
  limits: 'Limits of processes',
  limitsExample: 'nofile=1024:2048',
  provenance: 'Provenance',
  provenances: { none: 'None', min: 'How it was built', max: 'How it was built, with all details' },
  sbom: 'List in the image what it is made of',
  sbomHint: 'BuildKit fetches a scanner for it from Docker’s Hub.',
  cannot,
  wrong: {
    stages: 'Names of stages: letters, digits, dots and dashes only.',
    shm: 'A size, such as 64m.',
    limits: 'A limit and its figures, such as nofile=1024:2048.',
    path: 'Say where it is to go.',
    push: 'What is pushed needs a tag.',
  },
};
