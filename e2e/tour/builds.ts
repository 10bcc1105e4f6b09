import { setTimeout as sleep } from 'node:timers/promises';
import { entriesOf } from './archive.ts';
import { type Instruction, instructionsOf, stagesOf } from './dockerfile.ts';
import { fetchedImage, pulling, tagImage } from './images.ts';
import { type Exchange, jsonLines, pairsAt, type Routes, sendJson, textAt } from './server.ts';
import { familiar, idOf, Refusal, type TourImage, type TourLayer, type World } from './world.ts';

/** What a step takes, in ms: long enough to be seen. */
const stepTime = 300;
const runTime = 900;
/** Bytes that a step that makes files is said to hold. */
const madeBytes = 1_400_000;

/** What a stage has come to. */
interface Stage {
  readonly layers: TourLayer[];
  readonly config: Record<string, unknown>;
  /** Names all that went into it. */
  key: string;
}

/** A build that goes on: what was sent, what was asked, and where to say how it goes. */
class TourBuild {
  readonly #world: World;
  readonly #files: ReadonlyMap<string, Buffer>;
  readonly #say: (value: object) => void;
  readonly #isLeft: () => boolean;
  readonly #stages = new Map<string, Stage>();

  constructor(exchange: Exchange, files: ReadonlyMap<string, Buffer>, say: (value: object) => void) {
    this.#world = exchange.world;
    this.#files = files;
    this.#say = say;
    this.#isLeft = () => exchange.response.destroyed;
  }

  /** Carries the instructions out; gives the image, or throws what failed. */
  async run(instructions: readonly Instruction[], noCache: boolean, target: string | undefined): Promise<TourImage> {
    const stages = stagesOf(instructions, target);
    const total = stages.reduce((sum, stage) => sum + stage.length, 0);
    let number = 0;
    let last: Stage | undefined;
    for (const [at, stage] of stages.entries()) {
      const [from] = stage;
      for (const instruction of stage) {
        number += 1;
        this.#print(`Step ${number}/${total} : ${instruction.text}`);
        last = instruction === from ? await this.#from(instruction) : await this.#step(last, instruction, noCache);
      }
      if (!last) continue;
      this.#stages.set(String(at), last);
      const name = / AS (\S+)$/i.exec(from?.text ?? '')?.[1];
      if (name) this.#stages.set(name.toLowerCase(), last);
    }
    if (!last) throw new Refusal(400, 'the Dockerfile has no instructions');
    const image: TourImage = {
      id: idOf(last.key),
      tags: new Set(),
      created: Date.now(),
      config: last.config,
      layers: last.layers,
    };
    return this.#world.images.get(image.id) ?? image;
  }

  async #from({ words }: Instruction): Promise<Stage> {
    const name = words.find((word) => !word.startsWith('--')) ?? '';
    const stage = this.#stages.get(name.toLowerCase());
    if (stage) return { layers: [...stage.layers], config: { ...stage.config }, key: stage.key };
    if (name === 'scratch') return { layers: [], config: {}, key: 'scratch' };
    if (!this.#world.findImage(name)) await this.#fetch(familiar(name));
    const image = this.#world.image(name);
    this.#print(` ---> ${image.id.slice(0, 12)}`);
    return { layers: [...image.layers], config: { ...image.config }, key: image.id };
  }

  async #fetch(name: string): Promise<void> {
    if (/missing|no-such|not-there/.test(name)) {
      throw new Refusal(
        404,
        `pull access denied for ${name.split(':')[0]}, repository does not exist or may require 'docker login'`,
      );
    }
    for await (const line of pulling(this.#world, name, this.#isLeft)) this.#say(line);
    if (!this.#world.findImage(name)) this.#world.images.set(fetchedImage(name).id, fetchedImage(name));
  }

  async #step(before: Stage | undefined, instruction: Instruction, noCache: boolean): Promise<Stage> {
    if (!before) throw new Refusal(400, 'no build stage in current context');
    const key = idOf([before.key, instruction.text, this.#copied(instruction)].join('\n'));
    const stage: Stage = { layers: [...before.layers], config: { ...before.config }, key };
    if (!noCache && this.#world.buildCache.has(key)) this.#print(' ---> Using cache');
    else await this.#carryOut(instruction);
    const isFiles = ['RUN', 'COPY', 'ADD'].includes(instruction.word);
    const size = isFiles ? Math.round(madeBytes * (1 + (Number.parseInt(key.slice(0, 2), 16) % 20) / 5)) : 0;
    this.#world.buildCache.set(key, size);
    stage.layers.push({ createdBy: layerText(instruction), size, created: Date.now() });
    configure(stage.config, instruction);
    this.#print(` ---> ${key.slice(0, 12)}`);
    return stage;
  }

  async #carryOut({ word, words, text }: Instruction): Promise<void> {
    const time = word === 'RUN' ? runTime : stepTime;
    if (word === 'RUN') this.#print(` ---> Running in ${idOf(text).slice(0, 12)}`);
    await sleep(time / 2);
    if (word === 'RUN') {
      const script = words.join(' ');
      for (const [, said = ''] of script.matchAll(/\becho\s+["']?([^"'&|;>]+)/g)) this.#print(said.trim());
      this.#print('(a tour runs no commands)');
      const [, code] = /(?:^|&& |; )(?:exit ([1-9]\d*)|false)\b/.exec(script) ?? [];
      if (/(?:^|&& |; )(?:exit [1-9]|false\b)/.test(script)) {
        throw new Refusal(500, `The command '/bin/sh -c ${script}' returned a non-zero code: ${code ?? 1}`);
      }
    }
    await sleep(time / 2);
  }

  /** What a COPY takes from the context, as a text that changes with it. Refuses where there is nothing. */
  #copied({ word, words }: Instruction): string {
    if (word !== 'COPY' && word !== 'ADD') return '';
    const stage = words
      .find((one) => one.startsWith('--from='))
      ?.slice(7)
      .toLowerCase();
    if (stage !== undefined) return this.#stages.get(stage)?.key ?? stage;
    const sources = words
      .filter((one) => !one.startsWith('--'))
      .slice(0, -1)
      .filter((one) => !/^https?:/.test(one));
    return sources.map((source) => this.#hashOf(source)).join(' ');
  }

  #hashOf(source: string): string {
    const path = source.replace(/^\.?\//, '').replace(/\/$/, '');
    const pattern = new RegExp(
      `^${path
        .replace(/[.+^$()|{}\\]/g, '\\$&')
        .replaceAll('*', '[^/]*')
        .replaceAll('?', '[^/]')}(/|$)`,
    );
    const all = path === '' || path === '.';
    const found = [...this.#files].filter(([name]) => all || pattern.test(name));
    if (found.length === 0) {
      throw new Refusal(
        400,
        `COPY failed: file not found in build context or excluded by .dockerignore: stat ${path}: file does not exist`,
      );
    }
    return idOf(found.map(([name, content]) => `${name} ${idOf(content.toString('latin1'))}`).join('\n'));
  }

  #print(line: string): void {
    this.#say({ stream: `${line}\n` });
  }
}

function layerText({ word, words, text }: Instruction): string {
  return word === 'RUN' ? `/bin/sh -c ${words.join(' ')}` : `/bin/sh -c #(nop) ${text}`;
}

/** What an instruction says of the containers of its image. */
function configure(config: Record<string, unknown>, { word, words, text }: Instruction): void {
  const rest = text.slice(word.length).trim();
  const command = rest.startsWith('[') ? safeList(rest) : ['/bin/sh', '-c', rest];
  if (word === 'CMD') config['Cmd'] = command;
  if (word === 'ENTRYPOINT') Object.assign(config, { Entrypoint: command, Cmd: [] });
  if (word === 'WORKDIR') config['WorkingDir'] = rest;
  if (word === 'USER') config['User'] = rest;
  if (word === 'EXPOSE')
    config['ExposedPorts'] = Object.fromEntries(words.map((port) => [port.includes('/') ? port : `${port}/tcp`, {}]));
  if (word === 'ENV')
    config['Env'] = [...[config['Env'] ?? []].flat(), rest.includes('=') ? rest : rest.replace(/\s+/, '=')];
  if (word === 'LABEL') {
    const pairs = [...rest.matchAll(/([\w.-]+)=(?:"([^"]*)"|(\S+))/g)].map(([, key = '', quoted, plain]) => [
      key,
      quoted ?? plain,
    ]);
    config['Labels'] = {
      ...(typeof config['Labels'] === 'object' ? config['Labels'] : {}),
      ...Object.fromEntries(pairs),
    };
  }
}

function safeList(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return ['/bin/sh', '-c', json];
  }
}

async function build(exchange: Exchange): Promise<void> {
  const { world, query, request, response } = exchange;
  const files = await entriesOf(request);
  const file = query.get('dockerfile') ?? 'Dockerfile';
  const text = files.get(file)?.toString();
  if (text === undefined) throw new Refusal(500, `Cannot locate specified Dockerfile: ${file}`);
  const args: unknown = JSON.parse(query.get('buildargs') ?? '{}');
  const instructions = instructionsOf(text, pairsAt({ args }, 'args'));
  const write = jsonLines(exchange);
  const say = (value: object): void => {
    if (!response.destroyed) write(value);
  };
  const noCache = query.get('nocache') === 'true';
  const target = textAt({ target: query.get('target') }, 'target');
  const image = await new TourBuild(exchange, files, say).run(instructions, noCache, target || undefined);
  // Whoever went away wants no image.
  if (response.destroyed) return;
  world.images.set(image.id, image);
  say({ aux: { ID: `sha256:${image.id}` } });
  say({ stream: `Successfully built ${image.id.slice(0, 12)}\n` });
  for (const tag of query.getAll('t')) {
    tagImage(world, image, tag);
    say({ stream: `Successfully tagged ${familiar(tag)}\n` });
  }
  response.end();
}

export const buildRoutes: Routes = {
  'POST /build': build,
  'POST /build/prune': ({ world, response }) => {
    const SpaceReclaimed = [...world.buildCache.values()].reduce((sum, size) => sum + size, 0);
    const CachesDeleted = [...world.buildCache.keys()];
    world.buildCache.clear();
    sendJson(response, 200, { CachesDeleted, SpaceReclaimed });
  },
};
