import type { EngineId } from '../../app/engines/engine.ts';
import type { Image } from '../../app/images.ts';
import { keyOf } from '../../app/object-key.ts';
import { shortId } from '../../app/text/short-id.ts';
import type { Session } from '../stores/session.ts';
import { formatBytes } from '../words/amounts.ts';
import { words } from '../words/words.ts';
import { cliWord } from './cli.ts';
import { type ContainerTarget, unlessRemoving } from './container/target.ts';
import { openCopy } from './copy.ts';
import { openRun } from './create.ts';
import { removal, removalQuestion, removing } from './removal.ts';
import { type Command, command, itsEngine } from './running/command.ts';
import { doEach } from './running/each.ts';
import { enginesOf } from './running/engines-of.ts';
import { openForm } from './running/open-form.ts';

const text = words.images;

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

const run = command<ImageTarget>({
  id: 'images.run',
  label: text.run,
  icon: 'start',
  asks: itsEngine,
  changes: itsEngine,
  key: 'n',
  primary: true,
  cli: ({ image }) => `docker run --detach ${cliWord(shortTag(handle(image)))}`,
  run: async ([target], session) => {
    if (!target) return;
    const { engine, image } = target;
    openRun({ engine, image: shortTag(handle(image)), imageId: image.id }, session);
  },
});

export const tag = command<ImageTarget>({
  id: 'images.tag',
  label: text.tagging.command,
  icon: 'edit',
  asks: itsEngine,
  changes: itsEngine,
  key: 't',
  primary: true,
  cli: ({ image }) => `docker tag ${cliWord(handle(image))} NAME:TAG`,
  run: async ([target], { dialog }) => {
    if (target) dialog.show({ kind: 'images.tag', with: { engine: target.engine, image: target.image } });
  },
});

export const remove = command<ImageTarget>({
  ...removal,
  id: 'images.remove',
  // One of several names may go while containers use the image by another.
  refusal: ({ image, users = [] }) =>
    users.length > 0 && image.tags.length < 2
      ? words.common.usedBy({ names: users.slice(0, 3).join(', ') })
      : undefined,
  cli: ({ image }) => `docker rmi ${(image.tags.length > 0 ? image.tags : [shortId(image.id)]).map(cliWord).join(' ')}`,
  run: async (targets, session) => {
    const [only] = targets;
    if (!only) return;
    if (targets.length === 1 && only.image.tags.length > 1) {
      session.dialog.show({ kind: 'images.remove', with: { engine: only.engine, image: only.image } });
      return;
    }
    if (await ask(targets, session)) await removeImages(targets, session);
  },
});

function ask(targets: readonly ImageTarget[], { question }: Session) {
  const names = targets.map(({ image }) => imageName(image));
  const bytes = formatBytes(targets.reduce((sum, { image }) => sum + image.size, 0));
  const tagged = targets.some(({ image }) => image.tags.length > 1);
  const body = [text.frees({ bytes }), ...(tagged ? [text.removal.tagsToo] : [])].join(' ');
  return question.ask(removalQuestion(enginesOf(targets), names, { ofSeveral: text.removal.ofSeveral, body }));
}

/** Removes images with all their tags, and tells how it went. */
export async function removeImages(targets: readonly ImageTarget[], session: Session): Promise<void> {
  await doEach(
    {
      ...removing,
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
      ...removing,
      noun: 'tag',
      key: () => keyOf({ engine, kind: 'image', id: image.id }),
      name: shortTag,
      ask: (client, reference) => client.images.remove({ engine, id: image.id, reference, force: false }),
    },
    tags,
    session,
  );
}

const untagged = ({ image }: ImageTarget) => (image.tags.length > 0 ? undefined : text.needsTag);

const pull = command<ImageTarget>({
  id: 'images.pull',
  label: text.pullAgain,
  icon: 'pull',
  changes: itsEngine,
  fits: ({ image }) => image.tags.length > 0,
  refusal: untagged,
  cli: ({ image }) => `docker pull ${cliWord(shortTag(handle(image)))}`,
  run: async ([target], { dialog }) => {
    if (!target) return;
    const { engine, image } = target;
    dialog.show({ kind: 'transfers.pull', with: { engine, reference: shortTag(handle(image)) } });
  },
});

const push = command<ImageTarget>({
  id: 'images.push',
  label: text.push,
  icon: 'push',
  asks: itsEngine,
  changes: itsEngine,
  fits: ({ image }) => image.tags.length > 0,
  refusal: untagged,
  cli: ({ image }) => `docker push ${cliWord(shortTag(handle(image)))}`,
  run: async ([target], { dialog }) => {
    if (!target) return;
    const { engine, image } = target;
    dialog.show({ kind: 'transfers.push', with: { engine, reference: shortTag(handle(image)) } });
  },
});

const save = command<ImageTarget>({
  id: 'images.save',
  label: text.save,
  icon: 'save',
  asks: itsEngine,
  cli: ({ image }) => `docker save --output image.tar ${cliWord(shortTag(handle(image)))}`,
  run: async (targets, { dialog }) => {
    const [first] = targets;
    if (!first) return;
    const references = targets.map(({ image }) => image.tags[0] ?? image.id);
    dialog.show({ kind: 'transfers.save', with: { engine: first.engine, references } });
  },
});

/** Those of one engine: they go as one archive. */
const copy = command<ImageTarget>({
  id: 'images.copy',
  label: words.copies.command,
  icon: 'copy',
  asks: itsEngine,
  run: async (targets, session) => {
    const [first] = targets;
    if (!first) return;
    const { engine } = first;
    const going = targets.filter((one) => one.engine === engine).map(({ image }) => image);
    // By all their names: an engine takes those along that it is asked for.
    const references = going.flatMap(({ id, tags }) => (tags.length > 0 ? tags : [id]));
    const name = imageName(first.image);
    openCopy(session, engine, { kind: 'copies.images', with: { engine, name, references, images: going.length } });
  },
});

/** In the order that menus show them. */
export const imageCommands: readonly Command<ImageTarget>[] = [run, tag, pull, push, save, copy, remove];

/** Shows what no container uses, to remove it. */
export const pruneImages = openForm('images.prune', text.prune.command, 'prune');

/** Opens the form of an image that is made of a container. */
export const commitContainer = command<ContainerTarget>({
  id: 'images.commit',
  label: words.keeping.commit.label,
  icon: 'save',
  asks: itsEngine,
  changes: itsEngine,
  refusal: unlessRemoving,
  cli: ({ container }) => `docker commit ${cliWord(container.name)}`,
  run: async ([target], { dialog }) => {
    if (target) dialog.show({ kind: 'images.commit', with: target });
  },
});
