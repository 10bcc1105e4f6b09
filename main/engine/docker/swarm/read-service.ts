import {
  type ServiceDetail,
  type ServicePort,
  SwarmId,
  type SwarmService,
  type SwarmTask,
} from '../../../../app/swarm/services.ts';
import { figure, instant, type Raw, record, records, text, textMap, texts } from '../../../base/json.ts';
import { notAnEngine } from '../http/problems.ts';

const stackLabel = 'com.docker.stack.namespace';

/** One service; undefined if it has no id that could be asked for. */
export function readService(value: unknown): SwarmService | undefined {
  const raw = record(value);
  const id = text(raw['ID']);
  if (!SwarmId.safeParse(id).success) return undefined;
  const spec = record(raw['Spec']);
  const labels = textMap(spec['Labels']);
  const counts = record(raw['ServiceStatus']);
  const update = record(raw['UpdateStatus']);
  const [image = '', digest = ''] = text(containerOf(spec)['Image']).split('@', 2);
  const stack = labels[stackLabel];
  return {
    id,
    name: text(spec['Name']),
    version: figure(record(raw['Version'])['Index']) ?? 0,
    mode: modeOf(record(spec['Mode'])),
    running: figure(counts['RunningTasks']),
    wanted: figure(counts['DesiredTasks']),
    image,
    digest,
    ports: records(record(raw['Endpoint'])['Ports']).map(readPort),
    ...(text(update['State']) ? { update: { state: text(update['State']), message: text(update['Message']) } } : {}),
    created: instant(raw['CreatedAt']),
    labels,
    ...(stack ? { stack } : {}),
    hasPrevious: Object.keys(record(raw['PreviousSpec'])).length > 0,
  };
}

/** The answer of an inspect. Throws a ProblemError if it is another. */
export function readServiceDetail(value: unknown): ServiceDetail {
  const service = readService(value);
  if (!service) throw notAnEngine('a service without an id');
  const spec = record(record(value)['Spec']);
  const container = containerOf(spec);
  return {
    ...service,
    command: [...texts(container['Command']), ...texts(container['Args'])],
    constraints: texts(record(record(spec['TaskTemplate'])['Placement'])['Constraints']),
    raw: value,
  };
}

/** One task; undefined if it has no id. */
export function readTask(value: unknown): SwarmTask | undefined {
  const raw = record(value);
  const id = text(raw['ID']);
  if (!SwarmId.safeParse(id).success) return undefined;
  const status = record(raw['Status']);
  const container = record(status['ContainerStatus']);
  const exitCode = figure(container['ExitCode']);
  const state = text(status['State']);
  return {
    id,
    service: text(raw['ServiceID']),
    node: text(raw['NodeID']),
    slot: figure(raw['Slot']) ?? 0,
    state,
    desired: text(raw['DesiredState']),
    error: text(status['Err']),
    since: instant(status['Timestamp']),
    container: text(container['ContainerID']),
    ...(exitCode !== undefined && /^(complete|failed|shutdown)$/.test(state) ? { exitCode } : {}),
    image: text(record(record(raw['Spec'])['ContainerSpec'])['Image']).split('@', 1)[0] ?? '',
  };
}

function containerOf(spec: Raw): Raw {
  return record(record(spec['TaskTemplate'])['ContainerSpec']);
}

function modeOf(mode: Raw): SwarmService['mode'] {
  if ('Global' in mode) return 'global';
  if ('ReplicatedJob' in mode) return 'replicated-job';
  return 'GlobalJob' in mode ? 'global-job' : 'replicated';
}

function readPort(raw: Raw): ServicePort {
  return {
    published: figure(raw['PublishedPort']) ?? 0,
    target: figure(raw['TargetPort']) ?? 0,
    protocol: text(raw['Protocol']) || 'tcp',
    mode: raw['PublishMode'] === 'host' ? 'host' : 'ingress',
  };
}
