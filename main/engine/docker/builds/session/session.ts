import { randomBytes } from 'node:crypto';
import type { Socket } from 'node:net';
import { ProblemError } from '../../../../../app/rpc/problem.ts';
import type { BuildOptions, ContextFiles } from '../../../ports/builds.ts';
import type { EngineHttp } from '../../http/http.ts';
import { fileSend, received } from './file-send.ts';
import { fileSync } from './file-sync.ts';
import { type GrpcCall, serveGrpc } from './grpc.ts';
import { lending } from './lent.ts';

const diffCopy = '/moby.filesync.v1.FileSync/DiffCopy';
/** `status: SERVING`. */
const healthy = Buffer.from([0x08, 0x01]);

/** A session in which a builder fetches the files that it needs. */
export interface BuildSession {
  readonly id: string;
  close(): void;
}

/**
 * Opens a session on an engine. Rejects where the engine, or a proxy before it, has none.
 * @param failed hears why the files or what is lent could not be sent; that the engine wants no more of them is no failure
 */
export async function openSession(
  http: EngineHttp,
  { files, lent, output }: Pick<BuildOptions, 'lent' | 'output'> & { readonly files: ContextFiles },
  failed: (problem: ProblemError) => void,
  signal: AbortSignal,
): Promise<BuildSession> {
  const id = randomBytes(16).toString('hex');
  const sent = output && output.kind !== 'nothing' ? received(output) : undefined;
  const headers = {
    Upgrade: 'h2c',
    'X-Docker-Expose-Session-Uuid': id,
    'X-Docker-Expose-Session-Name': 'gantry',
    // A builder keeps what it fetched by this name, and asks for what is new the next time.
    'X-Docker-Expose-Session-Sharedkey': files.key,
    // A builder sends no files to who does not say that they take them.
    'X-Docker-Expose-Session-Grpc-Method': sent ? [diffCopy, fileSend] : [diffCopy],
  };
  const socket: Socket = await http.upgrade({ method: 'POST', path: '/session', headers }, signal);
  const methods = {
    ...(lent ? lending(lent) : {}),
    [diffCopy]: fileSync(files),
    ...(sent ? { [fileSend]: sent } : {}),
    // Without it a builder takes the session for dead after some seconds.
    '/grpc.health.v1.Health/Check': ({ send }: GrpcCall) => send(healthy),
  };
  serveGrpc(socket, methods, (error) => error instanceof ProblemError && failed(error));
  return { id, close: () => socket.destroy() };
}
