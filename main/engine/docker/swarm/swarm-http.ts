import type { PlainReason } from '../../../../app/reasons/reasons.ts';
import { type ProblemError, problem, toProblem } from '../../../../app/rpc/problem.ts';
import { list, parseRecord, text } from '../../../base/json.ts';
import { bounds } from '../http/bounds.ts';
import type { EngineHttp, Reply, Request } from '../http/http.ts';
import { notAnEngine } from '../http/problems.ts';

/** What an engine answers that is in no swarm, or no manager of it; who guards an engine may not let ask, or know no such address. */
const notManaging = [403, 404, 503];

/** All of one kind that a swarm has; nothing where the engine manages none. Throws a ProblemError. */
export async function listOfSwarm(http: EngineHttp, path: string, signal: AbortSignal): Promise<readonly unknown[]> {
  const reply = await http.call({ method: 'GET', path }, signal, { bound: bounds.list });
  if (notManaging.includes(reply.status)) {
    if (isLeaderless(reply)) throw refusal(reply);
    return [];
  }
  if (reply.status !== 200) throw refusal(reply);
  return list(parseList(reply.body));
}

function parseList(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw notAnEngine('a list that is none');
  }
}

/** One request about one object of a swarm, in words that fit it. Resolves with the answer. */
export async function askSwarm(
  http: EngineHttp,
  request: Request,
  gone: PlainReason,
  signal: AbortSignal,
): Promise<Reply> {
  const reply = await http.call(request, signal);
  if (reply.status >= 200 && reply.status < 300) return reply;
  if (reply.status === 404) throw problem('not-found', gone, { detail: wordsOf(reply) });
  throw refusal(reply);
}

/** Takes what is gone already for removed. */
export async function removeFromSwarm(removal: Promise<unknown>): Promise<void> {
  try {
    await removal;
  } catch (error) {
    if (toProblem(error).code !== 'not-found') throw error;
  }
}

/** Too few managers are left to decide anything: the engine says so with 500 or 503. */
function isLeaderless(reply: Reply): boolean {
  return /does not have a leader|too few managers|no elected primary/i.test(wordsOf(reply));
}

function refusal(reply: Reply): ProblemError {
  const detail = wordsOf(reply);
  if (isLeaderless(reply)) return problem('unsupported', 'no-quorum', { detail });
  if (reply.status === 503) return problem('unsupported', 'not-manager', { detail });
  if (/update out of sequence/i.test(detail)) return problem('conflict', 'changed-meanwhile', { detail });
  if (reply.status === 400) return problem('invalid-input', 'engine-refuses-request', { detail });
  return problem(reply.status === 409 ? 'conflict' : 'internal', 'engine-failed', { detail });
}

/** The engine's sentence, without what gRPC puts before it. */
function wordsOf({ status, body }: Reply): string {
  const words = text(parseRecord(body)?.['message']).replace(/^rpc error: code = \w+ desc = /, '');
  return words.slice(0, 2_000) || `HTTP ${status}`;
}
