import type { EngineVersion } from '../../../app/engines/engine.ts';
import type { ReachReport, ReachStep, ReachStepId } from '../../../app/engines/reach.ts';
import { type Problem, toProblem } from '../../../app/rpc/problem.ts';
import { dockerEngine } from '../docker/engine.ts';
import type { Address } from '../endpoints/endpoints.ts';
import type { Machine } from '../endpoints/machine.ts';
import { closeTunnel, openTunnel } from '../tunnels/open.ts';
import { checkAddress, checkPermission, checkSocket, listens, lookUp, shakeHands } from './checks.ts';
import { remedyFor } from './remedies.ts';

/** Does a step; gives what was found, if that can be told. Throws what is in the way. */
type Check = (signal: AbortSignal) => Promise<string | undefined>;
type Plan = readonly (readonly [id: ReachStepId, check: Check])[];

/** What is wrong once somebody has answered who is an engine. */
const ofVersion: ReadonlySet<string> = new Set(['engine-too-old', 'engine-too-new']);
/** What ssh has let us in for. */
const ofWay: ReadonlySet<string> = new Set(['ssh-no-engine', 'ssh-engine-down', 'ssh-socket-denied', 'ssh-no-stream']);

/** Goes the way to an address, and tells the whole after each step. What it opens ends with it. Never throws. */
export async function* reachStepwise(
  address: Address,
  machine: Machine,
  signal: AbortSignal,
): AsyncGenerator<ReachReport, void> {
  const walk = new Walk(address);
  try {
    for (const [at, [, check]] of walk.plan.entries()) {
      yield walk.tell(at, { state: 'running' });
      try {
        const found = await check(signal);
        yield walk.tell(at, { state: 'passed', ...(found ? { found } : {}) });
      } catch (error) {
        if (signal.aborted) return;
        const problem = toProblem(error);
        const command = await remedyFor(problem, address, machine);
        yield walk.fail(at, problem, command);
        return;
      }
    }
  } finally {
    closeTunnel(address);
  }
}

/** The steps of one address, and what became of them. */
class Walk {
  readonly plan: Plan;
  readonly #steps: ReachStep[];
  #version: EngineVersion | undefined;

  constructor(address: Address) {
    const engine = dockerEngine(address);
    const ask: Check = async (signal) => {
      this.#version = await engine.version(signal);
      return `${this.#version.product} ${this.#version.version}`;
    };
    this.plan = [
      ...wayTo(address),
      ['engine', ask],
      ['version', async () => this.#version?.api],
      ['features', async () => undefined],
    ];
    this.#steps = this.plan.map(([id]) => ({ id, state: 'waiting' }));
  }

  /** The report once a step is so. */
  tell(at: number, said: Omit<ReachStep, 'id'>): ReachReport {
    const step = this.#steps[at];
    if (step) this.#steps[at] = { id: step.id, ...said };
    return { steps: [...this.#steps], ...(this.#version ? { version: this.#version } : {}) };
  }

  /** The report once a step has failed: the one that is to blame, which may be the next. */
  fail(at: number, problem: Problem, command: string | undefined): ReachReport {
    const failed: Omit<ReachStep, 'id'> = { state: 'failed', problem, ...(command === undefined ? {} : { command }) };
    const next = this.plan[at + 1]?.[0];
    const later =
      (next === 'version' && ofVersion.has(problem.reason)) || (next === 'way' && ofWay.has(problem.reason));
    if (!later) return this.tell(at, failed);
    this.tell(at, { state: 'passed' });
    return this.tell(at + 1, failed);
  }
}

/** All that comes before the engine itself. */
function wayTo(address: Address): Plan {
  const said: Plan[number] = ['address', async () => checkAddress(address)];
  switch (address.kind) {
    case 'unix':
      return [
        said,
        ['socket', () => checkSocket(address.path)],
        ['permission', () => checkPermission(address.path)],
        ['listener', (signal) => listens(address, signal)],
      ];
    case 'npipe':
      return [said, ['listener', (signal) => listens(address, signal)]];
    case 'tcp': {
      const { tls } = address;
      return [
        said,
        ['name', () => lookUp(address.host)],
        ['listener', (signal) => listens(address, signal)],
        ...(tls ? ([['tls', (signal) => shakeHands({ ...address, tls }, signal)]] satisfies Plan) : []),
      ];
    }
    case 'ssh':
      return [
        said,
        // A person is asked here, and how far it came says why it failed.
        ['ssh', async (signal) => void (await openTunnel(address, signal))],
        ['way', async () => undefined],
      ];
    case 'invalid':
      return [said];
  }
}
