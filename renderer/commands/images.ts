import type { EngineId } from '../../app/engine.ts';
import { count, formatBytes, shortId } from '../../app/format.ts';
import type { Image } from '../../app/images.ts';
import { keyOf } from '../../app/object-key.ts';
import { selectedEngine } from '../stores/engine.ts';
import type { Session } from '../stores/session.ts';
import { cliWord } from './cli.ts';
import { type Command, type GlobalCommand, itsEngine } from './command.ts';
import { openRun } from './create.ts';
import { doEach } from './each.ts';

/** An image and the engine it is on. */
export interface ImageTarget {
  readonly engine: EngineId;
  readonly image: Image;
  /** Names of the containers that are made from it, where they are known. */
  readonly users?: readonly string[];
}

/** A reference as people write it: Podman writes names out in full. */
export function shortTag(reference: string): string {
  return reference.replace(/^docker\.io\/(?:library\/)?/, '');
}

/** What a person calls an image: its first tag, else where its digest is from, else the beginning of its id. */
export function imageName({ id, tags, digests }: Image): string {
  const [tag] = tags;
  if (tag !== undefined) return shortTag(tag);
  const [repository] = digests[0]?.split('@') ?? [];
  return repository ? `${shortTag(repository)}@${shortId(id)}` : shortId(id);
}

/** A name that the engine understands: a tag, else the id. */
const handle = ({ id, tags }: Image) => tags[0] ?? shortId(id);

const run: Command<ImageTarget> = {
  id: 'images.run',
  label: 'Run…',
  icon: 'start',
  asks: itsEngine,
  key: 'n',
  primary: true,
  fits: () => true,
  refusal: () => undefined,
  cli: ({ image }) => `docker run --detach ${cliWord(shortTag(handle(image)))}`,
  run: async ([target], session) => {
    if (!target) return;
    const { engine, image } = target;
    openRun({ engine, image: shortTag(handle(image)), imageId: image.id }, session);
  },
};

export const tag: Command<ImageTarget> = {
  id: 'images.tag',
  label: 'Tag…',
  icon: 'edit',
  asks: itsEngine,
  key: 't',
  primary: true,
  fits: () => true,
  refusal: () => undefined,
  cli: ({ image }) => `docker tag ${cliWord(handle(image))} NAME:TAG`,
  run: async ([target], { dialog }) => {
    if (target) dialog.show({ kind: 'images.tag', with: { engine: target.engine, image: target.image } });
  },
};

export const remove: Command<ImageTarget> = {
  id: 'images.remove',
  label: 'Remove',
  icon: 'remove',
  asks: itsEngine,
  key: 'Delete',
  danger: true,
  primary: true,
  fits: () => true,
  // One of several names may go while containers use the image by another.
  refusal: ({ image, users = [] }) =>
    users.length > 0 && image.tags.length < 2 ? `Used by ${users.slice(0, 3).join(', ')}.` : undefined,
  cli: ({ image }) => `docker rmi ${(image.tags.length > 0 ? image.tags : [shortId(image.id)]).map(cliWord).join(' ')}`,
  run: async (targets, session) => {
    const [only] = targets;
    if (!only) return;
    if (targets.length === 1 && only.image.tags.length > 1) {
      session.dialog.show({ kind: 'images.remove', with: { engine: only.engine, image: only.image } });
      return;
    }
    if (await session.question.ask(removalQuestion(targets))) await removeImages(targets, session);
  },
};

function removalQuestion(targets: readonly ImageTarget[]) {
  const names = targets.map(({ image }) => imageName(image));
  const bytes = formatBytes(targets.reduce((sum, { image }) => sum + image.size, 0));
  const what = names.length === 1 ? names[0] : count(names.length, 'image');
  const tags = targets.some(({ image }) => image.tags.length > 1) ? ' All their tags go with them.' : '';
  return {
    title: `Remove ${what}?`,
    body: `Frees up to ${bytes}: layers that other images share stay.${tags}`,
    ...(names.length > 1 ? { items: names } : {}),
    confirm: 'Remove',
  };
}

/** Removes images with all their tags, and tells how it went. */
export async function removeImages(targets: readonly ImageTarget[], session: Session): Promise<void> {
  await doEach(
    {
      label: 'Remove',
      doing: 'Removing',
      done: 'Removed',
      noun: 'image',
      key: ({ engine, image }) => keyOf({ engine, kind: 'image', id: image.id }),
      name: ({ image }) => imageName(image),
      ask: (client, { engine, image }) => client.images.remove({ engine, id: image.id, force: false }),
    },
    targets,
    session,
  );
}

/** Takes some of an image's tags from it, and tells how it went. */
export async function removeTags(
  { engine, image }: ImageTarget,
  tags: readonly string[],
  session: Session,
): Promise<void> {
  await doEach(
    {
      label: 'Remove',
      doing: 'Removing',
      done: 'Removed',
      noun: 'tag',
      key: () => keyOf({ engine, kind: 'image', id: image.id }),
      name: shortTag,
      ask: (client, reference) => client.images.remove({ engine, id: image.id, reference, force: false }),
    },
    tags,
    session,
  );
}

const untagged = ({ image }: ImageTarget) => (image.tags.length > 0 ? undefined : 'It has no tag: tag it first.');

const pull: Command<ImageTarget> = {
  id: 'images.pull',
  label: 'Pull again…',
  icon: 'pull',
  fits: ({ image }) => image.tags.length > 0,
  refusal: untagged,
  cli: ({ image }) => `docker pull ${cliWord(shortTag(handle(image)))}`,
  run: async ([target], { dialog }) => {
    if (!target) return;
    const { engine, image } = target;
    dialog.show({ kind: 'transfers.pull', with: { engine, reference: shortTag(handle(image)) } });
  },
};

const push: Command<ImageTarget> = {
  id: 'images.push',
  label: 'Push…',
  icon: 'push',
  asks: itsEngine,
  fits: ({ image }) => image.tags.length > 0,
  refusal: untagged,
  cli: ({ image }) => `docker push ${cliWord(shortTag(handle(image)))}`,
  run: async ([target], { dialog }) => {
    if (!target) return;
    const { engine, image } = target;
    dialog.show({ kind: 'transfers.push', with: { engine, reference: shortTag(handle(image)) } });
  },
};

const save: Command<ImageTarget> = {
  id: 'images.save',
  label: 'Save to a file…',
  icon: 'save',
  asks: itsEngine,
  fits: () => true,
  refusal: () => undefined,
  cli: ({ image }) => `docker save --output image.tar ${cliWord(shortTag(handle(image)))}`,
  run: async (targets, { dialog }) => {
    const [first] = targets;
    if (!first) return;
    const references = targets.map(({ image }) => image.tags[0] ?? image.id);
    dialog.show({ kind: 'transfers.save', with: { engine: first.engine, references } });
  },
};

/** In the order that menus show them. */
export const imageCommands: readonly Command<ImageTarget>[] = [run, tag, pull, push, save, remove];

/** Shows what no container uses, to remove it. */
export const pruneImages: GlobalCommand = {
  id: 'images.prune',
  label: 'Remove unused images…',
  icon: 'prune',
  run: (session) => {
    const engine = selectedEngine(session.engine.getState().list)?.id;
    if (engine !== undefined) session.dialog.show({ kind: 'images.prune', with: { engine } });
  },
};
