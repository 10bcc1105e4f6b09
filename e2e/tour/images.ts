import { setTimeout as sleep } from 'node:timers/promises';
import { type TarEntry, tar } from '../lab/base/tar.ts';
import { entriesOf } from './archive.ts';
import { type Exchange, isRecord, jsonLines, type Routes, sendJson, textAt, textsAt } from './server.ts';
import { familiar, idOf, Refusal, sizeOf, type TourImage, type TourLayer, type World } from './world.ts';

/** Between two words about a layer, in ms. */
const pace = 90;
/** Steps in which a layer comes or goes. */
const parts = 8;

/** A row of `GET /images/json`. */
export function imageRow(image: TourImage): object {
  return {
    Id: `sha256:${image.id}`,
    RepoTags: [...image.tags],
    RepoDigests: [],
    Created: Math.floor(image.created / 1000),
    Size: sizeOf(image),
    SharedSize: -1,
    Labels: image.config['Labels'] ?? {},
    Containers: -1,
  };
}

function inspect({ world, id, response }: Exchange): void {
  const image = world.image(id);
  sendJson(response, 200, {
    ...imageRow(image),
    Created: new Date(image.created).toISOString(),
    Os: 'linux',
    Architecture: 'amd64',
    Author: '',
    Config: image.config,
    RootFS: { Type: 'layers', Layers: image.layers.filter(({ size }) => size > 0).map(digestOf) },
  });
}

function digestOf({ createdBy, size }: TourLayer): string {
  return `sha256:${idOf(`${createdBy} ${size}`)}`;
}

function history({ world, id, response }: Exchange): void {
  const steps = world.image(id).layers.toReversed();
  sendJson(
    response,
    200,
    steps.map(({ createdBy, size, created }) => ({
      Id: '<missing>',
      Created: Math.floor(created / 1000),
      CreatedBy: createdBy,
      Size: size,
      Comment: '',
      Tags: null,
    })),
  );
}

/** Gives an image a name, taking it from the one that has it. */
export function tagImage(world: World, image: TourImage, reference: string): void {
  const name = familiar(reference);
  for (const other of world.images.values()) other.tags.delete(name);
  image.tags.add(name);
  world.tell('image', 'tag', `sha256:${image.id}`, { name });
}

function remove({ world, id, query, response }: Exchange): void {
  const image = world.image(id);
  const force = ['1', 'true'].includes(query.get('force') ?? '');
  const name = familiar(id);
  const user = [...world.containers.values()].find(({ imageId }) => imageId === image.id);
  const gone: object[] = [];
  if (image.tags.has(name) && image.tags.size > 1) {
    image.tags.delete(name);
    world.tell('image', 'untag', `sha256:${image.id}`);
    sendJson(response, 200, [{ Untagged: name }]);
    return;
  }
  const why = user
    ? `image is being used by container ${user.id.slice(0, 12)}`
    : image.tags.size > 1 && !image.tags.has(name) && 'image is referenced in multiple repositories';
  if (why && !(force && user?.state !== 'running')) {
    throw new Refusal(409, `conflict: unable to delete ${id} (must be forced) - ${why}`);
  }
  for (const tag of image.tags) gone.push({ Untagged: tag });
  world.images.delete(image.id);
  world.tell('image', 'delete', `sha256:${image.id}`);
  sendJson(response, 200, [...gone, { Deleted: `sha256:${image.id}` }]);
}

/** What a registry would have by a name: the same each time. */
export function fetchedImage(name: string): TourImage {
  const id = idOf(`image ${name}`);
  const created = Date.now() - 30 * 86_400_000;
  const count = 3 + (Number.parseInt(id.slice(0, 2), 16) % 4);
  const layers = Array.from({ length: count }, (_, at) => ({
    createdBy: at === 0 ? '/bin/sh -c #(nop) ADD file:rootfs in / ' : `/bin/sh -c make part ${at} of ${name}`,
    size: (2 + (Number.parseInt(id.slice(at * 2, at * 2 + 2), 16) % 60)) * 500_000,
    created,
  }));
  const [repository = name] = name.split(':');
  const config = {
    Cmd: [repository.split('/').at(-1) ?? repository],
    Env: ['PATH=/usr/local/bin:/usr/bin:/bin'],
    Labels: {},
  };
  return { id, tags: new Set(), created, config, layers };
}

/** Says what a pull says, at the pace of a fast line. Ends early when nobody listens. */
export async function* pulling(world: World, name: string, isLeft: () => boolean): AsyncGenerator<object, void> {
  const image = fetchedImage(name);
  yield { status: `Pulling from ${name.split(':')[0]}`, id: name.split(':')[1] };
  const layers = image.layers.map((layer) => ({ id: digestOf(layer).slice(7, 19), total: layer.size }));
  for (const { id } of layers) yield { status: 'Pulling fs layer', progressDetail: {}, id };
  for (const [word, end] of [
    ['Downloading', 'Download complete'],
    ['Extracting', 'Pull complete'],
  ] as const) {
    for (let part = 1; part <= parts; part += 1) {
      await sleep(pace);
      if (isLeft()) return;
      for (const { id, total } of layers) {
        yield { status: word, progressDetail: { current: Math.round((total * part) / parts), total }, id };
      }
    }
    for (const { id } of layers) yield { status: end, progressDetail: {}, id };
  }
  const kept = world.images.get(image.id) ?? image;
  world.images.set(image.id, kept);
  tagImage(world, kept, name);
  world.tell('image', 'pull', name, { name });
  yield { status: `Digest: sha256:${idOf(`digest ${name}`)}` };
  yield { status: `Status: Downloaded newer image for ${name}` };
}

async function pull(exchange: Exchange): Promise<void> {
  const { world, query, response } = exchange;
  const name = familiar(`${query.get('fromImage')}:${query.get('tag') || 'latest'}`);
  if (/missing|no-such|not-there/.test(name)) {
    const repository = name.split(':')[0];
    throw new Refusal(
      404,
      `pull access denied for ${repository}, repository does not exist or may require 'docker login'`,
    );
  }
  const write = jsonLines(exchange);
  for await (const line of pulling(world, name, () => response.destroyed)) write(line);
  response.end();
}

async function push(exchange: Exchange): Promise<void> {
  const { world, id, query, response } = exchange;
  const name = familiar(`${id}:${query.get('tag') || 'latest'}`);
  const image = world.image(name);
  const write = jsonLines(exchange);
  write({ status: `The push refers to repository [${id}]` });
  for (let part = 0; part <= parts && !response.destroyed; part += 1) {
    for (const layer of image.layers) {
      const short = digestOf(layer).slice(7, 19);
      const progressDetail = { current: Math.round((layer.size * part) / parts), total: layer.size };
      write(
        part === 0
          ? { status: 'Preparing', progressDetail: {}, id: short }
          : { status: 'Pushing', progressDetail, id: short },
      );
    }
    await sleep(pace);
  }
  for (const layer of image.layers) write({ status: 'Pushed', progressDetail: {}, id: digestOf(layer).slice(7, 19) });
  const digest = `sha256:${idOf(`digest ${name}`)}`;
  write({ status: `${name.split(':')[1]}: digest: ${digest} size: 1234` });
  write({ progressDetail: {}, aux: { Tag: name.split(':')[1], Digest: digest, Size: 1234 } });
  response.end();
}

/** An archive that says which images it would hold; `load` reads it. */
function save({ world, query, response }: Exchange): void {
  const images = query.getAll('names').map((name) => ({ name, image: world.image(name) }));
  const entries: TarEntry[] = images.map(({ image }) => ({
    path: `${image.id}.json`,
    mode: 0o644,
    content: Buffer.from(JSON.stringify({ ...image, tags: [...image.tags] })),
  }));
  const manifest = images.map(({ name, image }) => ({
    Config: `${image.id}.json`,
    RepoTags: tagsIn(name, image),
    Layers: [],
  }));
  const content = Buffer.from(JSON.stringify(manifest));
  response.writeHead(200, { 'content-type': 'application/x-tar' });
  response.end(tar([...entries, { path: 'manifest.json', mode: 0o644, content }]));
}

function tagsIn(name: string, image: TourImage): string[] {
  return image.tags.has(familiar(name)) ? [familiar(name)] : [...image.tags];
}

async function load(exchange: Exchange): Promise<void> {
  const { world, request, response } = exchange;
  const files = await entriesOf(request);
  const manifest: unknown = JSON.parse(files.get('manifest.json')?.toString() ?? '[]');
  const write = jsonLines(exchange);
  for (const item of [manifest].flat().filter(isRecord)) {
    const [name = 'loaded:latest'] = textsAt(item, 'RepoTags');
    const text = files.get(textAt(item, 'Config'))?.toString();
    const image = text === undefined ? fetchedImage(name) : loaded(text, name);
    const kept = world.images.get(image.id) ?? image;
    world.images.set(image.id, kept);
    for (const tag of textsAt(item, 'RepoTags')) tagImage(world, kept, tag);
    world.tell('image', 'load', `sha256:${image.id}`);
    write({ stream: `Loaded image: ${name}\n` });
  }
  response.end();
}

/** An image as `save` wrote it; of another engine's only the name is taken. */
function loaded(text: string, name: string): TourImage {
  const raw: unknown = JSON.parse(text);
  if (!isRecord(raw) || !Array.isArray(raw['layers'])) return fetchedImage(name);
  const { layers, config } = fetchedImage(name);
  const own = raw['layers'].filter(isRecord).map((layer) => ({
    createdBy: textAt(layer, 'createdBy'),
    size: Number(layer['size'] ?? 0),
    created: Number(layer['created'] ?? 0),
  }));
  return {
    id: textAt(raw, 'id') || idOf(text),
    tags: new Set(),
    created: Number(raw['created'] ?? Date.now()),
    config: isRecord(raw['config']) ? raw['config'] : config,
    layers: own.length > 0 ? own : layers,
  };
}

export const imageRoutes: Routes = {
  'GET /images/json': ({ world, response }) => sendJson(response, 200, [...world.images.values()].map(imageRow)),
  'GET /images/get': save,
  'GET /images/:id/json': inspect,
  'GET /images/:id/history': history,
  'POST /images/create': pull,
  'POST /images/load': load,
  'POST /images/:id/push': push,
  'POST /images/:id/tag': ({ world, id, query, response }) => {
    tagImage(world, world.image(id), `${query.get('repo')}:${query.get('tag') || 'latest'}`);
    response.writeHead(201).end();
  },
  'DELETE /images/:id': remove,
  'POST /auth': ({ response }) => sendJson(response, 200, { Status: 'Login Succeeded' }),
};
