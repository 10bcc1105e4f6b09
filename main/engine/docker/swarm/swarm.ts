import { problem } from '../../../../app/rpc/problem.ts';
import { figure, parseRecord, type Raw, record } from '../../../base/json.ts';
import type { EngineSwarm } from '../../ports/swarm.ts';
import type { EngineHttp } from '../http/http.ts';
import { readNode, readNodeDetail } from './read-node.ts';
import { readService, readServiceDetail, readTask } from './read-service.ts';
import { askSwarm, listOfSwarm, removeFromSwarm } from './swarm-http.ts';

/** The swarm that an engine manages: https://docs.docker.com/reference/api/engine/ (Service, Node, Task). */
export function dockerSwarm(http: EngineHttp): EngineSwarm {
  const asked = async <T>(path: string, read: (value: unknown) => T | undefined, signal: AbortSignal): Promise<T[]> =>
    (await listOfSwarm(http, path, signal)).map(read).filter((item) => item !== undefined);
  const service = (id: string, signal: AbortSignal) => inspect(http, `/services/${id}`, 'service-gone', signal);
  const node = (id: string, signal: AbortSignal) => inspect(http, `/nodes/${id}`, 'node-gone', signal);
  const updateNode = async (id: string, change: Raw, signal: AbortSignal) => {
    const raw = await node(id, signal);
    const query = { version: versionOf(raw) };
    const body = { ...record(raw['Spec']), ...change };
    await askSwarm(http, { method: 'POST', path: `/nodes/${id}/update`, query, body }, 'node-gone', signal);
  };
  const updateService = (id: string, version: number, spec: Raw, more: { rollback?: string }, signal: AbortSignal) => {
    const request = {
      method: 'POST',
      path: `/services/${id}/update`,
      query: { version, ...more },
      body: spec,
    } as const;
    return askSwarm(http, request, 'service-gone', signal);
  };
  return {
    services: (signal) => asked('/services?status=true', readService, signal),
    service: async (id, signal) => readServiceDetail(await service(id, signal)),
    tasks: (signal) => asked('/tasks', readTask, signal),
    async scale(id, version, replicas, signal) {
      const spec = record((await service(id, signal))['Spec']);
      const mode = record(spec['Mode']);
      if (!('Replicated' in mode)) throw problem('conflict', 'not-replicated');
      const scaled = { ...spec, Mode: { Replicated: { ...record(mode['Replicated']), Replicas: replicas } } };
      await updateService(id, version, scaled, {}, signal);
    },
    async restart(id, signal) {
      const raw = await service(id, signal);
      const spec = record(raw['Spec']);
      const template = record(spec['TaskTemplate']);
      const ForceUpdate = (figure(template['ForceUpdate']) ?? 0) + 1;
      await updateService(id, versionOf(raw), { ...spec, TaskTemplate: { ...template, ForceUpdate } }, {}, signal);
    },
    async rollback(id, signal) {
      const raw = await service(id, signal);
      await updateService(id, versionOf(raw), record(raw['Spec']), { rollback: 'previous' }, signal);
    },
    removeService: (id, signal) =>
      removeFromSwarm(askSwarm(http, { method: 'DELETE', path: `/services/${id}` }, 'service-gone', signal)),
    nodes: (signal) => asked('/nodes', readNode, signal),
    node: async (id, signal) => readNodeDetail(await node(id, signal)),
    setAvailability: (id, Availability, signal) => updateNode(id, { Availability }, signal),
    setRole: (id, Role, signal) => updateNode(id, { Role }, signal),
    removeNode: (id, force, signal) =>
      removeFromSwarm(
        askSwarm(
          http,
          { method: 'DELETE', path: `/nodes/${id}`, query: { force: String(force) } },
          'node-gone',
          signal,
        ),
      ),
  };
}

async function inspect(
  http: EngineHttp,
  path: string,
  gone: 'service-gone' | 'node-gone',
  signal: AbortSignal,
): Promise<Raw> {
  return record(parseRecord((await askSwarm(http, { method: 'GET', path }, gone, signal)).body));
}

/** The engine refuses a change of anything but this version. */
function versionOf(raw: Raw): number {
  return figure(record(raw['Version'])['Index']) ?? 0;
}
