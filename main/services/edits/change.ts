import { randomBytes } from 'node:crypto';
import { restartPolicies } from '../../../app/container/limits.ts';
import type { ContainerDetail, EngineContainer } from '../../../app/containers.ts';
import type { ContainerSpec } from '../../../app/create.ts';
import type { EditPreview } from '../../../app/edits.ts';
import { problem, toProblem } from '../../../app/rpc/problem.ts';
import type { Engine } from '../../engine/engine.ts';
import type { WholeRecipe } from '../../engine/ports/recreation.ts';
import { differences } from './differences.ts';
import type { Entry } from './journal.ts';

/** A container as it is, and as it is to be. */
export interface Change {
  readonly made: ContainerDetail;
  readonly recipe: WholeRecipe;
  readonly altered: WholeRecipe;
  /** By the form. */
  readonly before: ContainerSpec;
  readonly after: ContainerSpec;
}

/** Reads a container and makes of it what an edit asks for; without a spec it stays as it is. */
export async function readChange(
  { containers, images, recreation }: Engine,
  id: string,
  spec: ContainerSpec | undefined,
  newest: boolean,
  signal: AbortSignal,
): Promise<Change> {
  const made = await containers.inspect(id, signal);
  const image = await images.inspect(made.imageId.replace(/^sha256:/, ''), signal).catch((error: unknown) => {
    if (toProblem(error).code !== 'not-found') throw error;
    return undefined;
  });
  const { spec: before } = await containers.readSpec(made, image, signal);
  const recipe = await recreation.read(id, signal);
  const after = spec ?? before;
  return { made, recipe, altered: recreation.alter(recipe, { before, after, newest }), before, after };
}

/** What a page hears of it before it is done. */
export function previewOf({ made, recipe, altered, after }: Change): EditPreview {
  const said = ({ body, mode, networks }: WholeRecipe, name: string) => ({
    name,
    ...body,
    HostConfig: { ...(body['HostConfig'] as object), NetworkMode: mode },
    Networks: Object.fromEntries(networks.map((one) => [one.name, one.endpoint])),
  });
  return {
    changes: differences(said(recipe, made.name), said(altered, after.name ?? made.name)),
    autoRemove: (recipe.body['HostConfig'] as Record<string, unknown>)['AutoRemove'] === true,
    imageMoved: recipe.moved,
  };
}

/** The first entry of an edit. Rejects where the container is in no state to be edited. */
export function beginEntry({ engine, id }: EngineContainer, { made, after }: Change): Entry {
  const { name, state, restartPolicy } = made;
  if (state === 'paused') throw problem('conflict', 'edit-paused', { params: { name } });
  if (state === 'removing' || state === 'dead') throw problem('conflict', 'edit-gone', { params: { name } });
  const key = randomBytes(16).toString('hex');
  // What a name may be long at most leaves room for the rest.
  const short = name.slice(0, 80);
  const [policy, retries] = restartPolicy.split(':');
  const counted = Number(retries);
  return {
    id: `e${key}`,
    engine,
    old: id,
    name,
    aside: `${short}-before-edit-${key.slice(0, 6)}`,
    fresh: `${short}-edited-${key.slice(0, 12)}`,
    target: after.name ?? name,
    ran: state === 'running' || state === 'restarting',
    policy: restartPolicies.find((one) => one === policy) ?? 'no',
    ...(counted > 0 ? { maxRetries: counted } : {}),
    phase: 'making',
  };
}
