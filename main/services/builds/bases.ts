import type { BuildOrder } from '../../../app/builds.ts';
import { readDockerfile } from '../../../app/dockerfile/read.ts';
import { resolveFile } from '../../../app/dockerfile/resolve.ts';
import type { GivenArguments } from '../../../app/dockerfile/scope.ts';
import { stageNamed } from '../../../app/dockerfile/stages.ts';
import { toProblem } from '../../../app/rpc/problem.ts';
import { familiarReference, type ImageReference, isFault, parseReference } from '../../../app/text/image-reference.ts';
import type { Engine } from '../../engine/engine.ts';
import type { RegistryAuth } from '../../engine/ports/transfers.ts';
import type { TaskHandle } from '../tasks/task.ts';
import { sourceImages } from './image-lines.ts';

/** What can bring an image that the builder itself may not ask for, and send one. */
export interface BaseImages {
  /** The login that is kept for a registry; what keeps one from being found is told, and the build goes on without. */
  login(domain: string, task: TaskHandle): Promise<RegistryAuth | undefined>;
  pull(engine: Engine, reference: string, task: TaskHandle): Promise<void>;
  push(engine: Engine, reference: string, task: TaskHandle): Promise<void>;
}

/**
 * Brings the base images from registries that want a login, for a builder without a session: it has none. Pulls what is missing, or all of them where the newest are asked for.
 */
export async function bringBases(
  engine: Engine,
  order: BuildOrder,
  text: string,
  images: BaseImages,
  task: TaskHandle,
): Promise<{ readonly pulled: boolean }> {
  const bases = basesOf(text, order.args)
    .map(parseReference)
    .filter((base): base is ImageReference => !isFault(base));
  // One after the other: each may start a program.
  const known = new Set<string>();
  for (const domain of new Set(bases.map(({ domain }) => domain)))
    if (await images.login(domain, task)) known.add(domain);
  if (known.size === 0) return { pulled: false };
  // The builder can be asked for the newest of all bases or of none.
  const candidates = order.pull ? bases : bases.filter(({ domain }) => known.has(domain));
  let pulled = false;
  for (const base of candidates) {
    const reference = familiarReference(base);
    if (!order.pull && (await isThere(engine, reference, task.signal))) continue;
    await images.pull(engine, reference, task);
    pulled = true;
  }
  return { pulled };
}

/** What is longer is not looked into, in characters; builders take no more either. */
const mostText = 1024 * 1024;
/** A base of more characters names no image: a reference has 500 at most. */
const longest = 500;

/**
 * The images that a Dockerfile starts from, with its arguments filled in: their defaults, or what the build is given.
 * Earlier stages and `scratch` are none; nor is a base that only the builder can tell, e.g. by its platform.
 */
export function basesOf(text: string, args: GivenArguments): readonly string[] {
  if (text.length > mostText) return [];
  const bases = new Set<string>();
  for (const { base, parent } of resolveFile(readDockerfile(text), args).resolved) {
    if (base !== undefined && base !== '' && base !== 'scratch' && !parent && base.length <= longest) bases.add(base);
  }
  return [...bases];
}

/** All images that a Dockerfile takes anything from, as builders call them: those that it starts and those that it copies from. */
export function imagesOf(text: string, args: GivenArguments): readonly string[] {
  const { stages } = resolveFile(readDockerfile(text), args);
  const copied = stages.flatMap(({ instructions, index }) =>
    instructions.flatMap(sourceImages).filter((name) => stageNamed(stages, name, index) === undefined),
  );
  const names = [...basesOf(text, args), ...copied].flatMap((name) => {
    const reference = parseReference(name.slice(0, longest + 1));
    return isFault(reference) ? [] : [familiarReference(reference).replace(/:latest$/, '')];
  });
  return [...new Set(names)];
}

async function isThere(engine: Engine, reference: string, signal: AbortSignal): Promise<boolean> {
  try {
    await engine.images.inspect(reference, signal);
    return true;
  } catch (error) {
    if (toProblem(error).code === 'not-found') return false;
    throw error;
  }
}
