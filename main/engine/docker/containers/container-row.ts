import {
  type Container,
  type ContainerDetail,
  type ContainerState,
  containerStates,
  type Health,
} from '../../../../app/containers.ts';
import { figure, instant, isRecord, list, record, text, textMap } from '../../../base/json.ts';
import { shortImage } from '../images/image-name.ts';
import { composeOf } from '../objects/compose-labels.ts';
import { listPorts, openPorts } from './ports.ts';

/** Podman's further states in Docker's words. */
const podmanStates: Readonly<Record<string, ContainerState>> = {
  configured: 'created',
  initialized: 'created',
  stopping: 'running',
  stopped: 'exited',
};

/** An engine's word for a state; `unknown` for one that is new. */
export function readState(value: unknown): ContainerState {
  const word = text(value).toLowerCase();
  return containerStates.find((state) => state === word) ?? podmanStates[word] ?? 'unknown';
}

/** `healthy`, `unhealthy`, `starting`; everything else counts as none. */
export function readHealth(value: unknown): Health {
  return value === 'healthy' || value === 'unhealthy' || value === 'starting' ? value : 'none';
}

/** A row of `GET /containers/json`; undefined if it names no container. */
export function readRow(value: unknown, podman: boolean): Container | undefined {
  if (!isRecord(value)) return undefined;
  const id = text(value['Id']);
  if (!/^[0-9a-f]{64}$/.test(id)) return undefined;
  const labels = textMap(value['Labels']);
  const state = readState(value['State']);
  const status = text(value['Status']);
  const exitCode = endedWith(state, status, value['ExitCode']);
  return {
    id,
    name: rowName(value['Names']) || id.slice(0, 12),
    image: shortImage(text(value['Image']), podman),
    imageId: text(value['ImageID']),
    created: instant(value['Created']),
    state,
    health: rowHealth(value['Health'], status),
    ...(exitCode === undefined ? {} : { exitCode }),
    ports: openPorts(state, listPorts(value['Ports'])),
    labels,
    volumes: names(
      list(value['Mounts'])
        .map(record)
        .filter(({ Type }) => Type === 'volume')
        .map(({ Name }) => text(Name)),
    ),
    networks: names(Object.keys(record(record(value['NetworkSettings'])['Networks']))),
    ...composeOf(labels),
  };
}

/** The same row from an inspect, so that one container can be read anew without a listing. */
export function rowOf(detail: ContainerDetail): Container {
  const { id, name, image, imageId, created, state, health, exitCode, oomKilled, ports, labels, mounts, networks } =
    detail;
  const notStarted = state === 'created' && detail.error !== '';
  return {
    id,
    name,
    image,
    imageId,
    created: Math.floor(created / 1000) * 1000,
    state,
    health,
    ...(hasEnded(state) ? { exitCode } : {}),
    ...(hasEnded(state) && oomKilled ? { oomKilled } : {}),
    ...(notStarted ? { notStarted } : {}),
    ports,
    labels,
    volumes: names(mounts.filter(({ type }) => type === 'volume').map(({ source }) => source)),
    networks: names(networks.map(({ network }) => network)),
    ...composeOf(labels),
  };
}

/** Each once, in an order that does not depend on where they were read: a row is the same from a list and an inspect. */
function names(found: readonly string[]): string[] {
  return [...new Set(found)].filter((name) => name !== '').toSorted();
}

/** The container's own name: links add names such as `/other/alias`, which have a second slash. */
function rowName(names: unknown): string {
  const bare = list(names).map((name) => text(name).replace(/^\//, ''));
  return bare.find((name) => name !== '' && !name.includes('/')) ?? bare[0] ?? '';
}

/** Docker 29 (API 1.52) says it in a field; before, only the sentence does: `Up 5 minutes (health: starting)`. */
function rowHealth(field: unknown, status: string): Health {
  const told = readHealth(record(field)['Status']);
  return told === 'none' ? readHealth(/\((?:health: )?(\w+)\)$/.exec(status)?.[1]) : told;
}

function hasEnded(state: ContainerState): boolean {
  return state === 'exited' || state === 'dead' || state === 'restarting';
}

/** No engine's list has the exit code as a field for Docker's API, but all write `Exited (137) 3 minutes ago`. */
function endedWith(state: ContainerState, status: string, field: unknown): number | undefined {
  if (!hasEnded(state)) return undefined;
  const written = /^(?:Exited|Restarting|Dead) \((-?\d{1,10})\)/.exec(status)?.[1];
  return written === undefined ? figure(field) : Number(written);
}
