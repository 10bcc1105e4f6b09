import { readdir, readFile } from 'node:fs/promises';
import { expect, onTestFinished } from 'vitest';
import { type Problem, problem, toProblem } from '../../../app/rpc/problem.ts';
import type { dockerEngine } from '../../../main/engine/docker/engine.ts';
import type { SshAddress, SshQuestion } from '../../../main/engine/endpoints/endpoints.ts';
import { closeTunnel } from '../../../main/engine/tunnels/open.ts';
import { lab } from '../use.ts';
import { type Sshd, type SshdOptions, startSshd } from './sshd.ts';

export const never = new AbortController().signal;
/** Why it fails. */
export const failure = (run: Promise<unknown>): Promise<Problem> => run.then(() => expect.unreachable(), toProblem);

/** Has what the test that runs leaves taken away after it, the last first. */
export function afterwards(close: () => unknown): void {
  onTestFinished(async () => void (await close()));
}

/** An sshd in front of the lab's engine, for one test. */
export async function sshd(options: SshdOptions = {}): Promise<Sshd> {
  const one = await startSshd({ socket: lab.socket, ...options });
  afterwards(() => one.stop());
  return one;
}

interface Way {
  readonly address: SshAddress;
  readonly asked: SshQuestion[];
}

/** A way there, on which a person gives the same answer to everything. */
export function wayTo(far: Sshd, answer?: string, url = far.url): Way {
  const asked: SshQuestion[] = [];
  const ask = async (question: SshQuestion): Promise<string> => {
    asked.push(question);
    if (answer === undefined) throw problem('cancelled', 'question-declined');
    return answer;
  };
  const address: SshAddress = { kind: 'ssh', url, help: { env: far.env, ask } };
  afterwards(() => closeTunnel(address));
  return { address, asked };
}

/** Every process that runs with the configuration of an sshd. */
export async function sshOf({ dir }: Sshd): Promise<number[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const found = await Promise.all(
    pids.map(async (pid) => {
      const line = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
      return line.startsWith('/usr/bin/ssh\0') && line.includes(dir) ? [Number(pid)] : [];
    }),
  );
  return found.flat();
}

/** Reads the events of an engine until it has said that it listens; gives the end of that. */
export async function listen(engine: ReturnType<typeof dockerEngine>): Promise<() => Promise<unknown>> {
  const stop = new AbortController();
  const events = engine.events(stop.signal)[Symbol.asyncIterator]();
  await events.next();
  return () => {
    stop.abort();
    return events.next().catch(() => undefined);
  };
}
