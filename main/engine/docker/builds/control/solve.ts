import { randomBytes } from 'node:crypto';
import type { BuildOptions } from '../../../ports/builds.ts';
import type { EngineHttp } from '../../http/http.ts';
import { map } from '../session/fields.ts';
import { GrpcClient } from '../session/grpc-client.ts';
import { bytesField } from '../session/message.ts';
import { readFields } from '../session/protobuf.ts';
import { solveMessage } from './solve-message.ts';

/** The service of gRPC. */
export const control = '/moby.buildkit.v1.Control';
/** How long more is waited for on the status of a build that is over, in ms: it ends by itself, unless something broke. */
const lastWords = 5_000;
/** The same where it said nothing yet: a build that is refused at once has none, and BuildKit waits for one. */
const noWords = 300;

/**
 * A connection to the control API of an engine's BuildKit, which the caller closes; undefined where it, or a proxy before it,
 * has none.
 */
export async function controlOf(http: EngineHttp, signal: AbortSignal): Promise<GrpcClient | undefined> {
  try {
    return new GrpcClient(await http.upgrade({ method: 'POST', path: '/grpc', headers: { Upgrade: 'h2c' } }, signal));
  } catch (error) {
    if (signal.aborted) throw error;
    return undefined;
  }
}

/** A build's status, in messages of BuildKit's, and what came out of it at the end, by the names of its exporters. */
export type Solving = AsyncGenerator<Buffer, Readonly<Record<string, string>>>;

/**
 * Builds by the control API. Throws a GrpcError with the builder's words, or with what broke the connection; `signal` ends
 * the engine's work, too.
 * @param ref the build's name, of its own
 */
export async function* solve(
  client: GrpcClient,
  ref: string,
  session: string,
  options: BuildOptions,
  signal: AbortSignal,
): Solving {
  const watching = new AbortController();
  let heard = false;
  let timer: NodeJS.Timeout | undefined;
  const solved = client.call(`${control}/Solve`, solveMessage(ref, session, options), { signal });
  const over = () => (timer = setTimeout(() => watching.abort(), heard ? lastWords : noWords));
  solved.then(over, over);
  try {
    const either = AbortSignal.any([signal, watching.signal]);
    for await (const message of client.stream(`${control}/Status`, bytesField(1, ref), { signal: either })) {
      heard = true;
      yield message;
    }
  } catch {
    // How the build goes tells the call itself.
  } finally {
    clearTimeout(timer);
  }
  try {
    return map(readFields(await solved), 1);
  } finally {
    clearTimeout(timer);
  }
}

/** What the names of builds begin with that a Gantry asks for; others are letters and digits without any meaning. */
const own = 'gantry-';

/** A name for a build that no other has: by it BuildKit's history knows it, too. */
export function newRef(): string {
  return `${own}${randomBytes(16).toString('hex')}`;
}

/** Whether a build was asked for by a Gantry, which has a history of its own. */
export function isOwnRef(ref: string): boolean {
  return ref.startsWith(own);
}
