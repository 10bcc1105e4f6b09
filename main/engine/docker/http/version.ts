import type { EngineFeatures, EngineVersion } from '../../../../app/engines/engine.ts';
import { problem } from '../../../../app/rpc/problem.ts';
import { isRecord, list, type Raw, record, text } from '../../../base/json.ts';
import { bounds } from './bounds.ts';
import { type EngineHttp, parseJson, type Reply } from './http.ts';
import { readHost } from './machine.ts';
import { fromStatus, notAnEngine } from './problems.ts';
import { tlsWanted, wantsTls } from './tls-problems.ts';

/** The newest API version that Gantry was tried with (Docker 28). */
const newest = '1.51';
/** The oldest that has everything Gantry asks for (Docker 1.12; every engine since takes it or offers newer). */
const oldest = '1.24';
/** The same of Podman's own API. It takes any version but changes its answers with them, at least from one major to the next. */
const newestLibpod = '5.8.6';
const oldestLibpod = '4.0.0';
/** The first that takes builds for BuildKit. */
const firstBuildkit = '1.39';
/** The first Podman that was seen to change limits by Docker's API; 4.3 does not. */
const firstUpdates = '5.4.0';
/** Nobody has an engine that needs longer to say who it is. */
const askTime = 10_000;

/**
 * Who answers, and in which API version to talk: an unversioned ping, which every engine answers, then `/version`.
 * Anything else that speaks HTTP is `unsupported`.
 */
export async function negotiate(http: EngineHttp, signal: AbortSignal): Promise<EngineVersion> {
  const ping = await http.ask({ method: 'GET', path: '/_ping' }, signal, { time: askTime, bound: bounds.ping });
  checkPing(ping);
  const isLibpod = ping.headers['libpod-api-version'] !== undefined;
  const [reply, rootless] = await Promise.all([
    http.ask({ method: 'GET', path: '/version' }, signal, { time: askTime, bound: bounds.version }),
    isLibpod && isRootlessPodman(http, signal),
  ]);
  if (reply.status !== 200) throw fromStatus(reply.status, reply.body);
  const raw = parseJson(reply.body);
  if (!isRecord(raw)) throw notAnEngine(reply.body.slice(0, 200));
  const offered = text(raw['ApiVersion']) || text(ping.headers['api-version']);
  if (!isApi(offered)) throw notAnEngine(reply.body.slice(0, 200));
  const product = productOf(ping, raw);
  const api = agree(offered, text(raw['MinAPIVersion']));
  const libpod = product === 'Podman' ? agreeOnLibpod(text(ping.headers['libpod-api-version'])) : undefined;
  const os = text(raw['Os']);
  return {
    product,
    version: text(raw['Version']),
    api,
    ...(libpod === undefined ? {} : { libpod }),
    os,
    arch: text(raw['Arch']),
    rootless: rootless || partsOf(raw).includes('rootlesskit'),
    features: {
      ...featuresOf(product, api, os),
      healthChecks: libpod !== undefined,
      updates: product !== 'Podman' || (libpod !== undefined && compare(libpod, firstUpdates) >= 0),
    },
  };
}

/**
 * Of what Docker can do: Podman has none of it; BuildKit over the API is there from Docker 18.09 on, and not on Windows.
 * Podman tells nothing of a prune of networks, and 4 nothing of networks at all.
 */
function featuresOf(
  product: EngineVersion['product'],
  api: string,
  os: string,
): Omit<EngineFeatures, 'healthChecks' | 'updates'> {
  const docker = product !== 'Podman';
  const buildkit = docker && compare(api, firstBuildkit) >= 0 && os !== 'windows';
  return { buildkit, swarm: docker, networkEvents: docker, makesSources: !docker };
}

function checkPing({ status, headers, body }: Reply): void {
  if (wantsTls(status, body)) throw tlsWanted(body);
  // 401 and 403 come from a proxy that guards an engine: its own problem.
  if (status === 401 || status === 403 || status >= 500) throw fromStatus(status, body);
  const signed = headers['api-version'] !== undefined || headers['libpod-api-version'] !== undefined;
  if (status !== 200 || (!signed && body.trim() !== 'OK')) throw notAnEngine(body.slice(0, 200) || `HTTP ${status}`);
}

/** Podman's version does not tell; what it says of itself does, and comes as fast. False where it cannot be read. */
async function isRootlessPodman(http: EngineHttp, signal: AbortSignal): Promise<boolean> {
  try {
    const { status, body } = await http.ask({ method: 'GET', path: '/info' }, signal, { time: askTime });
    return status === 200 && readHost(parseJson(body)).rootless;
  } catch (error) {
    if (signal.aborted) throw error;
    return false;
  }
}

function partsOf(version: Raw): string[] {
  return list(version['Components']).map((component) => text(record(component)['Name']));
}

function productOf(ping: Reply, version: Raw): EngineVersion['product'] {
  const parts = partsOf(version);
  if (ping.headers['libpod-api-version'] !== undefined || parts.some((name) => name.startsWith('Podman'))) {
    return 'Podman';
  }
  return parts.includes('Gantry Tour') ? 'Tour' : 'Docker';
}

/** The newest version that both know. */
function agree(offered: string, minimum: string): string {
  const api = compare(offered, newest) < 0 ? offered : newest;
  if (compare(api, oldest) < 0) {
    throw problem('unsupported', 'engine-too-old', { params: { api: offered } });
  }
  if (isApi(minimum) && compare(api, minimum) < 0) {
    throw problem('unsupported', 'engine-too-new', { params: { api: minimum } });
  }
  return api;
}

/** The newest version of Podman's own API that both know; undefined where what is offered is older, or no version. */
function agreeOnLibpod(offered: string): string | undefined {
  // Distributions add a word of their own.
  const [version] = /^\d{1,3}\.\d{1,3}\.\d{1,3}(?=$|[-+])/.exec(offered) ?? [];
  if (version === undefined || compare(version, oldestLibpod) < 0) return undefined;
  return compare(version, newestLibpod) < 0 ? version : newestLibpod;
}

function isApi(version: string): boolean {
  return /^\d{1,3}\.\d{1,4}$/.test(version);
}

/** Below zero if `a` is the older version: 1.9 is older than 1.41. */
export function compare(a: string, b: string): number {
  const [aMajor = 0, aMinor = 0, aPatch = 0] = a.split('.').map(Number);
  const [bMajor = 0, bMinor = 0, bPatch = 0] = b.split('.').map(Number);
  return aMajor - bMajor || aMinor - bMinor || aPatch - bPatch;
}
