import type { Loss } from '../../../../../app/recipes.ts';
import { toProblem } from '../../../../../app/rpc/problem.ts';
import { figure, isRecord, type Raw, record, text } from '../../../../base/json.ts';
import type { CreatedContainer } from '../../../ports/containers.ts';
import type { EngineRecreation, WholeRecipe } from '../../../ports/recreation.ts';
import { bounds } from '../../http/bounds.ts';
import type { EngineHttp } from '../../http/http.ts';
import { notAnEngine } from '../../http/problems.ts';
import { explainCreate, readCreated } from '../container-create.ts';
import { adapted, partnersOf } from './adapted.ts';
import { altered } from './altered.ts';
import { anonymousMounts, wholeRecipe } from './whole-recipe.ts';

/** Making containers a second time. */
export function dockerRecreation(http: EngineHttp): EngineRecreation {
  return {
    read: (id, signal) => readWhole(http, id, signal),
    loss: (id, signal) => readLoss(http, id, signal),
    partners: partnersOf,
    adapt: adapted,
    alter: altered,
    make: (recipe, name, signal) => makeWhole(http, recipe, name, signal),
  };
}

/** How long an engine may look through a container's files, in ms. */
const lossTime = 120_000;

async function readLoss(http: EngineHttp, id: string, signal: AbortSignal): Promise<Loss> {
  const path = `/containers/${encodeURIComponent(id)}/json`;
  const raw = record(await http.json({ method: 'GET', path, query: { size: '1' } }, signal, { time: lossTime }));
  const layer = figure(raw['SizeRw']);
  return { volumes: anonymousMounts(raw).length, ...(layer !== undefined && layer >= 0 && { layer }) };
}

async function readWhole(http: EngineHttp, id: string, signal: AbortSignal): Promise<WholeRecipe> {
  const raw = await http.json({ method: 'GET', path: `/containers/${encodeURIComponent(id)}/json` }, signal);
  if (!isRecord(raw) || text(raw['Id']) === '') throw notAnEngine('inspect without an id');
  const name = text(record(raw['Config'])['Image']);
  const [image, named] = await Promise.all([
    readImage(http, text(raw['Image']), signal),
    readImage(http, name, signal),
  ]);
  const moved = image === undefined || text(named?.['Id']) !== text(image['Id']);
  return wholeRecipe(raw, { podman: await http.isPodman(signal), image: image && record(image['Config']), moved });
}

/** Undefined for one that is gone. */
async function readImage(http: EngineHttp, name: string, signal: AbortSignal): Promise<Raw | undefined> {
  if (name === '') return undefined;
  const path = `/images/${name.split('/').map(encodeURIComponent).join('/')}/json`;
  try {
    return record(await http.json({ method: 'GET', path }, signal));
  } catch (error) {
    if (toProblem(error).code !== 'not-found') throw error;
    return undefined;
  }
}

async function makeWhole(
  http: EngineHttp,
  { body, mode, networks }: WholeRecipe,
  name: string,
  signal: AbortSignal,
): Promise<CreatedContainer> {
  const [first, ...others] = networks;
  const hasOwn = first !== undefined && Object.keys(first.endpoint).length > 0;
  const request = {
    method: 'POST',
    path: '/containers/create',
    query: { name },
    body: {
      ...body,
      HostConfig: { ...record(body['HostConfig']), NetworkMode: mode },
      ...(hasOwn ? { NetworkingConfig: { EndpointsConfig: { [first.name]: first.endpoint } } } : {}),
    },
  } as const;
  const answer = await http.json(request, signal, { bound: bounds.brief }).catch((error: unknown) => {
    throw explainCreate(error, { image: text(body['Image']), name });
  });
  const made = readCreated(answer);
  try {
    // One by one: no engine before API 1.44 takes more than one network with a new container.
    for (const { name: network, endpoint } of others) await connect(http, made.id, network, endpoint, signal);
  } catch (error) {
    await takeBack(http, made.id);
    throw error;
  }
  return { ...made, ignored: [] };
}

async function connect(
  http: EngineHttp,
  id: string,
  network: string,
  endpoint: Raw,
  signal: AbortSignal,
): Promise<void> {
  const path = `/networks/${encodeURIComponent(network)}/connect`;
  await http.good({ method: 'POST', path, body: { Container: id, EndpointConfig: endpoint } }, signal);
}

/** Whatever became of the signal: what was made half is not left behind. Its volumes may be somebody's by now. */
async function takeBack(http: EngineHttp, id: string): Promise<void> {
  const query = { force: 1, v: 0 };
  await http
    .call({ method: 'DELETE', path: `/containers/${id}`, query }, AbortSignal.timeout(30_000))
    .catch(() => undefined);
}
