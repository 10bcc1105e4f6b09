import { readFile } from 'node:fs/promises';
import { afterAll, afterEach, beforeEach, describe, expect, type TestContext } from 'vitest';
import type { EngineFeatures, EngineVersion } from '../../app/engines/engine.ts';
import { type Problem, toProblem } from '../../app/rpc/problem.ts';
import { type Raw, record } from '../../main/base/json.ts';
import { dockerEngine } from '../../main/engine/docker/engine.ts';
import type { Address } from '../../main/engine/endpoints/endpoints.ts';
import type { Engine } from '../../main/engine/engine.ts';
import { api } from './api.ts';
import { EVERY_DAY, onEachEngine, type TestedEngine } from './engines.ts';
import type { LabOptions } from './lab.ts';
import { type EngineKind, engineKinds, isEngineKind } from './programs/programs.ts';
import { type Sshd, startSshd } from './ssh/sshd.ts';

declare module 'vitest' {
  interface TaskMeta {
    /** On which engine a test of the contract ran; `docs/engines.md` is made of it. */
    engine?: Pick<EngineVersion, 'product' | 'version' | 'api'>;
    /** The feature that it would need and the engine has not. */
    lacks?: string;
  }
}

/** The engine that a test of the contract asks, by our port and beside it. */
export interface Subject {
  readonly engine: Engine;
  readonly version: EngineVersion;
  readonly lab: TestedEngine;
  /** Runs the docker command on it and gives what it printed without the last line end; throws if it fails. */
  docker(...args: string[]): Promise<string>;
  /** Makes an image from a container with one change to it, e.g. `LABEL a=b`, and gives its id in 64 digits. */
  commit(container: string, change: string): Promise<string>;
  /** What the engine itself answers to a GET of `path`. */
  raw(path: string): Promise<Raw>;
}

export const never = new AbortController().signal;

/** What never ends by itself, and at once when it is told to. */
export const idle = ['busybox', 'sh', '-c', 'trap "exit 0" TERM; sleep 1000 & wait'] as const;

/** The problem that a call must fail with. */
export function failure(call: Promise<unknown>): Promise<Problem> {
  return call.then(() => expect.unreachable('a call that has to fail did not'), toProblem);
}

/**
 * What one part of the `Engine` port promises, asked of every engine: the answers are held against the engine's own API and
 * the docker command, never against what product it is. Inside a test `on()` is the engine. Every test begins without
 * containers, networks and volumes. With `options` each engine is one of its own.
 */
export function contract(part: string, tests: (on: () => Subject) => void, options: LabOptions = {}): void {
  describe.each([part])('%s', () => {
    onEachEngine(
      (lab, kind) => {
        let subject: Subject | undefined;
        let sshd: Sshd | undefined;
        beforeEach(async ({ task }) => {
          if (kind === 'ssh') sshd ??= await startSshd({ socket: lab().socket });
          subject ??= await subjectOf(lab(), sshd ? farAddress(sshd) : await nearAddress(lab()));
          const { product, version, api } = subject.version;
          task.meta.engine = { product, version, api };
        });
        afterEach(() => subject && clear(subject));
        afterAll(() => sshd?.stop());
        tests(() => subject ?? expect.unreachable());
      },
      askedKinds(process.env['GANTRY_ENGINES']),
      options,
    );
  });
}

/** Those of every day without a wish; `all`, or some by name with commas between them. */
function askedKinds(wish: string | undefined): readonly EngineKind[] {
  if (wish === undefined) return EVERY_DAY;
  return wish === 'all' ? engineKinds : wish.split(',').filter(isEngineKind);
}

/** Skips the rest of a test where the engine says that it has not what is tested, with the feature as the reason. */
export function needs({ version }: Subject, feature: keyof EngineFeatures, { task, skip }: TestContext): void {
  if (version.features[feature]) return;
  task.meta.lacks = feature;
  skip(`features.${feature}`);
}

async function subjectOf(lab: TestedEngine, address: Address): Promise<Subject> {
  const engine = dockerEngine(address);
  return {
    engine,
    version: await engine.version(never),
    lab,
    docker: async (...args) => {
      const { code, stdout, stderr } = await lab.cli(...args);
      if (code !== 0) throw new Error(`docker ${args.join(' ')}: ${stderr}`);
      return stdout.trimEnd();
    },
    commit: async (container, change) => {
      // The command of Docker 20.10 sends no body, which not every engine takes for an empty one.
      const query = new URLSearchParams({ container, changes: change });
      const { body } = await api(lab.socket, 'POST', `/commit?${query}`, {});
      return String(record(JSON.parse(body))['Id']).replace('sha256:', '');
    },
    raw: async (path) => record(JSON.parse((await api(lab.socket, 'GET', path)).body)),
  };
}

async function nearAddress({ socket, tls }: TestedEngine): Promise<Address> {
  if (tls === undefined) return { kind: 'unix', path: socket };
  const read = (name: string): Promise<string> => readFile(`${tls.certificates}/${name}`, 'utf8');
  const own = { ca: await read('ca.pem'), cert: await read('client/cert.pem'), key: await read('client/key.pem') };
  return { kind: 'tcp', host: '127.0.0.1', port: tls.port, tls: { ...own, skipVerify: false } };
}

function farAddress({ url, env }: Sshd): Address {
  return { kind: 'ssh', url, help: { env, ask: () => Promise.reject(new Error('nobody is there to be asked')) } };
}

async function clear({ lab }: Subject): Promise<void> {
  const ask = (method: string, path: string) => api(lab.socket, method, path, undefined, 30_000);
  const namesIn = async (path: string, name: string): Promise<string[]> => {
    const answer: unknown = JSON.parse((await ask('GET', path)).body);
    const items = Array.isArray(answer) ? answer : record(answer)['Volumes'];
    return Array.isArray(items) ? items.map((item) => String(record(item)[name])) : [];
  };
  for (const id of await namesIn('/containers/json?all=1', 'Id')) {
    await ask('POST', `/containers/${id}/unpause`);
    await ask('POST', `/containers/${id}/kill`); // some engines ask it first even when they are to remove it by force
    await ask('DELETE', `/containers/${id}?force=1&v=1`);
  }
  for (const name of await namesIn('/volumes', 'Name')) await ask('DELETE', `/volumes/${name}`);
  for (const name of await namesIn('/networks', 'Name')) {
    if (!/^(bridge|host|none|podman)$/.test(name)) await ask('DELETE', `/networks/${name}`);
  }
}
