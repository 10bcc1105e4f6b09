import type { EditReasons } from '../../../../app/reasons/edits.ts';
import { plural } from '../../language/plural.ts';
import type { ReasonWords } from '../../language/types.ts';

interface Named {
  readonly name: string;
}

export const editReasons: ReasonWords<EditReasons> = {
  'edit-unkept': [
    'Gantry keeps nothing on disk now, so nothing could be undone after a crash.',
    'Close the other Gantry that has its folder, or see to the folder, and try again.',
  ],
  'edits-too-many': ['Too many edits are under way or can be taken back.', 'Wait some minutes.'],
  'edit-paused': [({ name }) => `${name} is paused.`, 'Unpause it first.'],
  'edit-gone': ({ name }) => `${name} is being removed.`,
  'edit-under-way': ['An edit of this container is under way.', 'See Activity.'],
  'edit-over': 'This edit can be taken back no more.',
  'edit-image-nameless': [
    'This container was made from an image without a name, of which there is no newer one.',
    'Edit it, and give an image by name.',
  ],
  'edit-ended': [
    ({ code }) => `The new container ended with exit code ${code}.`,
    'What it printed last is among the details.',
  ],
  'edit-restarts': [
    ({ code }) => `The new container ends with exit code ${code} and is started again and again.`,
    'What it printed last is among the details.',
  ],
  'edit-unhealthy': [
    ({ command }) => `The new container is not healthy by its check: ${command}`,
    'What it printed last is among the details.',
  ],
  'edit-not-undone': [
    'The container of before could not be put back yet.',
    'It is tried again when the engine answers; the task’s output says why.',
  ],
};

/** Of changing a container that is there. */
export const editWords = {
  label: 'Edit…',
  title: ({ name }: Named) => `Edit ${name}`,
  paused: 'It is paused: unpause it first.',
  unread: ({ name }: Named) => `It could not be read how ${name} is made`,
  nameHint: 'Empty: as it is called now.',
  review: 'Review',
  keyReviews: 'shows what changes',
  back: 'Back',
  apply: 'Apply',
  applies: 'applies it',
  refused: 'It could not be edited',
  unpreviewed: 'It could not be read what would change',
  changes: 'What changes',
  none: 'Nothing is changed yet.',
  field: 'Field',
  before: 'Before',
  after: 'After',
  nothing: '–',
  json: 'As the engine is told it (JSON)',
  /** What a row is about. */
  variable: ({ name }: Named) => `Variable ${name}`,
  labelNamed: ({ name }: Named) => `Label ${name}`,
  port: ({ name }: Named) => `Port ${name}`,
  mount: ({ name }: Named) => `Mount ${name}`,
  readOnly: ({ text }: { readonly text: string }) => `${text}, read-only`,
  anyPort: 'any free port',
  nameless: 'a volume without a name',
  memory: 'memory',
  yes: 'yes',
  no: 'no',
  steps:
    'A new container is made and takes the place of this one, which is stopped and kept for ten minutes: until then Revert brings it back. If anything fails, it is as it was.',
  stepsAutoRemove:
    'A new container is made. This one removes itself as it is stopped: there is no way back to its own files. If anything fails, one like it is made anew.',
  layer: 'What was written in the container outside of its volumes and mounts is not in the new one.',
  compose:
    'It belongs to a Compose project: before the ten minutes are over, “up” would take the old container for the right one. A later “up” keeps the edit until its Compose file changes.',
  imageMoved: ({ image }: { readonly image: string }) =>
    `${image} names another image by now: this container keeps the one that it has, unless you have it pulled always.`,
  untold:
    'This engine does not tell kernel settings, log options and fixed addresses of a container: those that were asked for are lost unless you give them again.',
  newest: {
    label: 'Recreate with the newest image',
    title: ({ name }: Named) => `Recreate ${name} with the newest image?`,
    body: ({ image, runs }: { readonly image: string; readonly runs: number }) =>
      `Pulls ${image} and, if there is a newer one, makes a container of it that takes the place of this one. ${
        runs > 0 ? 'It is stopped meanwhile. ' : ''
      }The old one is kept for ten minutes; what was written in it outside of its volumes and mounts is not in the new one.`,
    confirm: 'Recreate',
  },
  revert: 'Revert',
  revertFailed: 'It could not be reverted',
  kept: {
    title: ({ minutes }: { readonly minutes: number }) =>
      `Edited; ${plural(minutes, { one: 'for one more minute', other: 'for # more minutes' })} this can be taken back`,
    text: ({ aside }: { readonly aside: string }) => `What it was before is kept, stopped, as ${aside}.`,
    old: ({ name }: Named) => `This is ${name} as it was before its edit`,
    oldText: ({ minutes }: { readonly minutes: number }) =>
      `It is removed in ${plural(minutes, { one: 'a minute', other: '# minutes' })}, unless the edit is reverted.`,
  },
};
