import type {
  ContainerDetail,
  HealthCheck,
  HealthProbe,
  Mount,
  NetworkAttachment,
} from '../../../../app/containers.ts';
import { formatCommandLine } from '../../../../app/text/command-line.ts';
import {
  figure,
  instant,
  isRecord,
  list,
  type Raw,
  record,
  records,
  text,
  textMap,
  texts,
} from '../../../base/json.ts';
import { notAnEngine } from '../http/problems.ts';
import { shortImage } from '../images/image-name.ts';
import { readHealth, readState } from './container-row.ts';
import { inspectPorts, isPublished, openPorts } from './ports.ts';

/** Docker keeps five probes of 4 kB each; more would not be shown anyway. */
const maxProbes = 10;
const maxProbeOutput = 4096;

/** The answer of `GET /containers/{id}/json`. Throws a ProblemError if it is about no container. */
export function readDetail(value: unknown, podman: boolean): ContainerDetail {
  if (!isRecord(value) || text(value['Id']) === '') throw notAnEngine('inspect without an id');
  const state = record(value['State']);
  const ofState = readState(state['Status']);
  const config = record(value['Config']);
  const host = record(value['HostConfig']);
  const network = record(value['NetworkSettings']);
  const health = record(state['Health'] ?? state['Healthcheck']);
  const memoryLimit = figure(host['Memory']) ?? 0;
  const check = readCheck(record(config['Healthcheck']), health);
  return {
    id: text(value['Id']),
    name: text(value['Name']).replace(/^\//, ''),
    image: shortImage(text(config['Image']), podman),
    imageId: text(value['Image']),
    state: ofState,
    health: readHealth(health['Status']),
    ...(check ? { check } : {}),
    probes: list(health['Log']).slice(-maxProbes).map(readProbe),
    exitCode: figure(state['ExitCode']) ?? 0,
    oomKilled: state['OOMKilled'] === true,
    ...(memoryLimit > 0 ? { memoryLimit } : {}),
    error: text(state['Error']),
    created: instant(value['Created']),
    startedAt: instant(state['StartedAt']),
    finishedAt: instant(state['FinishedAt']),
    restartCount: figure(value['RestartCount']) ?? 0,
    restartPolicy: readPolicy(record(host['RestartPolicy'])),
    tty: config['Tty'] === true,
    stdin: config['OpenStdin'] !== true ? 'closed' : config['StdinOnce'] === true ? 'once' : 'open',
    logDriver: text(record(host['LogConfig'])['Type']),
    command: [text(value['Path']), ...texts(value['Args'])].filter((part, at) => at > 0 || part !== ''),
    workingDir: text(config['WorkingDir']),
    user: text(config['User']),
    env: texts(config['Env']),
    labels: textMap(config['Labels']),
    ports: openPorts(ofState, inspectPorts(network['Ports'])),
    wantedPorts: inspectPorts(host['PortBindings']).filter(isPublished),
    mounts: records(value['Mounts']).map(readMount),
    networks: Object.entries(record(network['Networks'])).map(([name, raw]) => readNetwork(name, record(raw))),
    raw: value,
  };
}

/** `["CMD-SHELL", line]`, `["CMD", word, …]`, or `["NONE"]` where the image's own check is switched off. */
function readCheck(config: Raw, health: Raw): HealthCheck | undefined {
  const [kind, ...words] = texts(config['Test']);
  if (kind === 'NONE' || words.length === 0) return undefined;
  const streak = Math.floor(figure(health['FailingStreak']) ?? 0);
  const failures = Math.min(Math.max(0, streak), Number.MAX_SAFE_INTEGER);
  return { command: kind === 'CMD-SHELL' ? words.join(' ') : formatCommandLine(words), failures };
}

function readProbe(value: unknown): HealthProbe {
  const raw = record(value);
  return {
    start: instant(raw['Start']),
    exitCode: figure(raw['ExitCode']) ?? 0,
    output: text(raw['Output']).slice(0, maxProbeOutput),
  };
}

/** As `docker run --restart` takes it: `on-failure:5`, `unless-stopped`, `no`. */
function readPolicy(raw: Raw): string {
  const name = text(raw['Name']) || 'no';
  const retries = figure(raw['MaximumRetryCount']) ?? 0;
  return name === 'on-failure' && retries > 0 ? `${name}:${retries}` : name;
}

/** A volume's source is its name: the path below the engine's own folders says nothing to a person. */
function readMount(raw: Raw): Mount {
  return {
    type: text(raw['Type']) || 'bind',
    source: text(raw['Name']) || text(raw['Source']),
    target: text(raw['Destination']),
    readOnly: raw['RW'] === false,
  };
}

function readNetwork(network: string, raw: Raw): NetworkAttachment {
  return {
    network,
    id: text(raw['NetworkID']),
    ip: text(raw['IPAddress']) || text(raw['GlobalIPv6Address']),
    aliases: texts(raw['Aliases']),
  };
}
