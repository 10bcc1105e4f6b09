import type { Noun } from '../../../app/reasons/engine.ts';
import type { ComposeVerb } from '../../../app/text/sayings.ts';
import { formatNumber } from '../language/figures.ts';
import { plural } from '../language/plural.ts';
import type { SayingWords } from '../language/types.ts';
import { formatBytes } from './units.ts';

const verbs: Readonly<Record<ComposeVerb, { readonly title: string; readonly doing: string; readonly done: string }>> =
  {
    up: { title: 'Up', doing: 'Starting', done: 'Started' },
    down: { title: 'Down', doing: 'Removing', done: 'Removed' },
    start: { title: 'Start', doing: 'Starting', done: 'Started' },
    stop: { title: 'Stop', doing: 'Stopping', done: 'Stopped' },
    restart: { title: 'Restart', doing: 'Restarting', done: 'Restarted' },
    pull: { title: 'Pull', doing: 'Pulling', done: 'Pulled' },
    build: { title: 'Build', doing: 'Building', done: 'Built' },
  };

const counted: Readonly<Record<Noun, (n: number) => string>> = {
  container: (n) => plural(n, { one: '# container', other: '# containers' }),
  image: (n) => plural(n, { one: '# image', other: '# images' }),
  volume: (n) => plural(n, { one: '# volume', other: '# volumes' }),
  network: (n) => plural(n, { one: '# network', other: '# networks' }),
};

const cacheRecords = (n: number) =>
  plural(n, { one: '# record of the build cache', other: '# records of the build cache' });

const unused: Readonly<Record<Noun, (n: number) => string>> = {
  container: (n) => plural(n, { one: '# unused container', other: '# unused containers' }),
  image: (n) => plural(n, { one: '# unused image', other: '# unused images' }),
  volume: (n) => plural(n, { one: '# unused volume', other: '# unused volumes' }),
  network: (n) => plural(n, { one: '# unused network', other: '# unused networks' }),
};

const brief = (text: string): string => (text.length > 60 ? `${text.slice(0, 59)}…` : text);

/** Of tasks. */
export const taskSayings: SayingWords = {
  pull: ({ image }) => `Pull ${image}`,
  push: ({ image }) => `Push ${image}`,
  save: ({ image }) => `Save ${image}`,
  'save-images': ({ count }) => `Save ${counted.image(count)}`,
  export: ({ name }) => `Export ${name}`,
  commit: ({ name }) => `Make an image of ${name}`,
  'save-screen': ({ name }) => `Save the terminal of ${name}`,
  'save-log': ({ names }) => `Save log of ${names}`,
  load: ({ file }) => `Load ${file}`,
  copy: ({ name, to }) => `Copy ${name} to ${to}`,
  'copy-files': ({ count, to }) => `Copy ${formatNumber(count)} files and folders to ${to}`,
  'copy-images': ({ count, to }) => `Copy ${counted.image(count)} to ${to}`,
  build: ({ name }) => `Build ${name}`,
  run: ({ name }) => `Run ${name}`,
  create: ({ name }) => `Create ${name}`,
  'prune-cache': ({ count }) => `Remove ${cacheRecords(count)}`,
  prune: ({ noun, count }) => `Remove ${unused[noun](count)}`,
  compose: ({ verb, project }) => `${verbs[verb].title} ${project}`,
  upload: ({ count }) => `Upload ${plural(count, { one: '# file', other: '# files' })}`,
  download: ({ name }) => `Download ${name}`,
  'download-files': ({ count }) => `Download ${plural(count, { one: '# file', other: '# files' })}`,
  'start-engine': ({ name }) => `Start ${name}`,
  edit: ({ name }) => `Edit ${name}`,
  'edit-newest': ({ name }) => `Recreate ${name} with the newest image`,
  'edit-revert': ({ name }) => `Revert the edit of ${name}`,
  recreate: ({ name }) => `Recreate ${name}`,
  'recreate-many': ({ count }) => `Recreate ${counted.container(count)}`,
  'edit-undo': ({ name }) => `Undo the edit of ${name} that was cut off`,
  told: ({ text }) => text,
  uploading: ({ folder }) => `Into ${folder}`,
  'copied-as-root': 'The engine does not tell whose the files are: in the copy they are root’s',
  'copy-half': ({ path, more }) =>
    more === 0
      ? `What was copied of ${path} is still there`
      : `What was copied of ${path} and ${plural(more, { one: '# more', other: '# more' })} is still there`,
  'upload-left': ({ path }) => `${path} could not be removed again`,
  uploaded: ({ bytes, folder }) => `${formatBytes(bytes)} in ${folder}`,
  downloaded: ({ bytes, path }) => `${formatBytes(bytes)} in ${path}`,
  'downloaded-without': ({ bytes, left, path }) =>
    `${formatBytes(bytes)} in ${path}, ${plural(left, { one: '# file', other: '# files' })} left out`,
  'left-out': ({ name }) =>
    `${name} was left out: it is no file, folder or link in the folder, or cannot be called so on this machine`,
  'left-out-more': ({ count }) => `${plural(count, { one: '# more', other: '# more' })} were left out`,
  done: 'Done',
  cancelled: 'Cancelled',
  copying: ({ from, to }) => `From ${from} to ${to}`,
  copied: ({ bytes }) => `${formatBytes(bytes)} copied`,
  'copy-without-options': ({ name, options }) => `${name} is a plain volume there: not carried over: ${options}`,
  'copy-not-removed': ({ name }) => `${name} could not be removed again`,
  asking: ({ registry }) => `Asking ${registry}`,
  sending: ({ registry }) => `Sending to ${registry}`,
  layers: ({ doing, left, all }) => `${doing}: ${plural(left, { one: '# layer', other: '# layers' })} left of ${all}`,
  'up-to-date': ({ image }) => `${image} is up to date`,
  'without-login': 'Going on without a login.',
  preparing: 'The engine prepares the archive',
  written: ({ bytes }) => `${formatBytes(bytes)} written`,
  saved: ({ bytes, path }) => `${formatBytes(bytes)} in ${path}`,
  'rows-saved': ({ rows, bytes, path }) =>
    `${plural(rows, { one: '# row', other: '# rows' })}, ${formatBytes(bytes)} in ${path}`,
  reading: 'Reading',
  read: 'Read',
  loaded: ({ image }) => `Loaded ${image}`,
  'loaded-images': ({ count }) => `Loaded ${counted.image(count)}`,
  'build-goes-on': ({ instruction }) => `Cancelled, but the engine runs “${brief(instruction)}” to its end`,
  'edit-stopping': ({ name }) => `Stopping ${name}`,
  'edit-swapping': ({ aside }) => `Keeping the old one as ${aside}`,
  'edit-waiting': 'Waiting until it is well',
  'edit-running': 'The new one runs',
  'edit-healthy': 'The new one is healthy',
  'edit-ended': 'The new one ended at once, without a failure',
  'edit-done': ({ name }) => `${name} is as it was edited`,
  'edit-image': ({ from, to }) => `Image: ${from} → ${to}`,
  'edit-reverted': ({ name }) => `${name} is as it was before`,
  'edit-restored': ({ name }) => `${name} is as it was before`,
  'edit-remade': ({ name }) => `${name} had removed itself, and was made anew as it was before`,
  'edit-finished': ({ name }) => `The old container is gone, the new one is in the place of ${name}`,
  'edit-lost': ({ name }) => `${name} is gone, the old container and the new one`,
  recreated: ({ name }) => `${name} is there again, as it was`,
  'recreated-many': ({ made, failed }) =>
    `Recreated ${counted.container(made)}${failed === 0 ? '' : `, ${failed} could not be`}`,
  'recreate-other-image': ({ image }) => `Its image is gone: it is made of what ${image} means now`,
  'recreate-volumes': ({ name, count }) =>
    `${plural(count, { one: 'A volume without a name is', other: '# volumes without a name are' })} gone: ${name} begins with new ones`,
  'edit-undone-later': ({ name }) => `${name} could not be put back yet; it is tried again when the engine answers`,
  committing: 'The engine makes the image',
  committed: ({ image }) => `Made ${image}`,
  built: ({ steps, cached }) => `${plural(steps, { one: '# step', other: '# steps' })}, ${cached} from cache`,
  creating: 'Creating',
  pulling: 'Pulling',
  starting: 'Starting',
  created: 'created',
  started: 'started',
  'created-as': ({ name }) => `created as ${name}`,
  'started-as': ({ name }) => `started as ${name}`,
  'limit-ignored': ({ limit }) =>
    `The engine holds it to no limit of ${limit === 'cpus' ? 'processors' : 'memory'}: it gave none to the container.`,
  'not-removed-again': 'The container could not be removed again',
  'cache-pruned': ({ removed, bytes }) => `Removed ${cacheRecords(removed)}, freed ${formatBytes(bytes)}`,
  pruned: ({ noun, removed, kept }) => `Removed ${counted[noun](removed)}${kept === 0 ? '' : `, kept ${kept} in use`}`,
  removed: ({ name }) => `Removed ${name}`,
  kept: ({ name }) => `Kept ${name}`,
  'verb-doing': ({ verb }) => verbs[verb].doing,
  'verb-done': ({ verb }) => verbs[verb].done,
  'part-done': ({ part, verb }) => `${part} ${verbs[verb].done}`,
  part: ({ part }) => part,
  'containers-done': ({ count, verb }) => `${counted.container(count)} ${verbs[verb].done.toLowerCase()}`,
};
