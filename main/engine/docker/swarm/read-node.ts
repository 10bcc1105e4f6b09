import type { NodeDetail, SwarmNode } from '../../../../app/swarm/nodes.ts';
import { SwarmId } from '../../../../app/swarm/services.ts';
import { figure, instant, record, text, textMap } from '../../../base/json.ts';
import { notAnEngine } from '../http/problems.ts';

/** One node; undefined if it has no id that could be asked for. */
export function readNode(value: unknown): SwarmNode | undefined {
  const raw = record(value);
  const id = text(raw['ID']);
  if (!SwarmId.safeParse(id).success) return undefined;
  const spec = record(raw['Spec']);
  const about = record(raw['Description']);
  const status = record(raw['Status']);
  const manager = record(raw['ManagerStatus']);
  const { Resources, Platform, Engine } = about;
  const availability = text(spec['Availability']);
  return {
    id,
    name: text(about['Hostname']) || id.slice(0, 12),
    role: spec['Role'] === 'manager' ? 'manager' : 'worker',
    leader: manager['Leader'] === true,
    ...('Reachability' in manager ? { reachable: manager['Reachability'] === 'reachable' } : {}),
    availability: availability === 'pause' || availability === 'drain' ? availability : 'active',
    state: text(status['State']) || 'unknown',
    message: text(status['Message']),
    // A manager tells its own with the port that managers speak on.
    address: text(status['Addr']) || text(manager['Addr']).replace(/:\d+$/, ''),
    engineVersion: text(record(Engine)['EngineVersion']),
    cores: (figure(record(Resources)['NanoCPUs']) ?? 0) / 1e9,
    memory: figure(record(Resources)['MemoryBytes']) ?? 0,
    platform: [record(Platform)['OS'], record(Platform)['Architecture']].map(text).filter(Boolean).join('/'),
    created: instant(raw['CreatedAt']),
    labels: textMap(spec['Labels']),
  };
}

/** The answer of an inspect. Throws a ProblemError if it is another. */
export function readNodeDetail(value: unknown): NodeDetail {
  const node = readNode(value);
  if (!node) throw notAnEngine('a node without an id');
  return { ...node, raw: value };
}
