import type { EngineFeatures, EngineVersion } from '../../../app/engine.ts';
import { problem } from '../../../app/problem.ts';
import { isRecord, list, type Raw, record, text } from '../../json.ts';
import { bounds } from './bounds.ts';
import { type EngineHttp, parseJson, type Reply } from './http.ts';
import { fromStatus, notAnEngine } from './problems.ts';

/** The newest API version that Gantry was tried with (Docker 28). */
const newest = '1.51';
/** The oldest that has everything Gantry asks for (Docker 1.12; every engine since takes it or offers newer). */
const oldest = '1.24';
/** The first that takes builds for BuildKit. */
const firstBuildkit = '1.39';
/** Nobody has an engine that needs longer to say who it is. */
const askTime = 10_000;

/**
 * Who answers, and in which API version to talk: an unversioned ping, which every engine answers, then `/version`.
 * Anything else that speaks HTTP is `unsupported`.
 */
export async function negotiate(http: EngineHttp, signal: AbortSignal): Promise<EngineVersion> {
  const ping = await http.ask({ method: 'GET', path: '/_ping' }, signal, { time: askTime, bound: bounds.ping });
  checkPing(ping);
  const reply = await http.ask({ method: 'GET', path: '/version' }, signal, { time: askTime, bound: bounds.version });
  if (reply.status !== 200) throw fromStatus(reply.status, reply.body);
  const raw = parseJson(reply.body);
  if (!isRecord(raw)) throw notAnEngine(reply.body.slice(0, 200));
  const offered = text(raw['ApiVersion']) || text(ping.headers['api-version']);
  if (!isApi(offered)) throw notAnEngine(reply.body.slice(0, 200));
  const product = productOf(ping, raw);
  const api = agree(offered, text(raw['MinAPIVersion']));
  const os = text(raw['Os']);
  return {
    product,
    version: text(raw['Version']),
    api,
    os,
    arch: text(raw['Arch']),
    features: featuresOf(product, api, os),
  };
}

/** Podman has neither; BuildKit over the API is there from Docker 18.09 on, and not on Windows. */
function featuresOf(product: EngineVersion['product'], api: string, os: string): EngineFeatures {
  const docker = product !== 'Podman';
  return { buildkit: docker && compare(api, firstBuildkit) >= 0 && os !== 'windows', swarm: docker };
}

function checkPing({ status, headers, body }: Reply): void {
  // 401 and 403 come from a proxy that guards an engine: its own problem.
  if (status === 401 || status === 403 || status >= 500) throw fromStatus(status, body);
  const signed = headers['api-version'] !== undefined || headers['libpod-api-version'] !== undefined;
  if (status !== 200 || (!signed && body.trim() !== 'OK')) throw notAnEngine(body.slice(0, 200) || `HTTP ${status}`);
}

function productOf(ping: Reply, version: Raw): EngineVersion['product'] {
  const parts = list(version['Components']).map((component) => text(record(component)['Name']));
  if (ping.headers['libpod-api-version'] !== undefined || parts.some((name) => name.startsWith('Podman'))) {
    return 'Podman';
  }
  return parts.includes('Gantry Tour') ? 'Tour' : 'Docker';
}

/** The newest version that both know. */
function agree(offered: string, minimum: string): string {
  const api = compare(offered, newest) < 0 ? offered : newest;
  if (compare(api, oldest) < 0) {
    throw problem('unsupported', `This engine is too old for Gantry (API ${offered}).`, {
      nextStep: 'Update the engine.',
    });
  }
  if (isApi(minimum) && compare(api, minimum) < 0) {
    throw problem('unsupported', `This engine is too new for Gantry (API ${minimum} or later).`, {
      nextStep: 'Update Gantry.',
    });
  }
  return api;
}

function isApi(version: string): boolean {
  return /^\d{1,3}\.\d{1,4}$/.test(version);
}

/** Below zero if `a` is the older API version: 1.9 is older than 1.41. */
export function compare(a: string, b: string): number {
  const [aMajor = 0, aMinor = 0] = a.split('.').map(Number);
  const [bMajor = 0, bMinor = 0] = b.split('.').map(Number);
  return aMajor - bMajor || aMinor - bMinor;
}
