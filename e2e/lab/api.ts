import { request } from 'node:http';

export interface Reply {
  readonly status: number;
  readonly body: string;
}

/** The lab's own questions have short answers; more than this is cut off with an error. */
const MAX_BODY = 16 * 1024 * 1024;

/**
 * One call of an engine's HTTP API over its unix socket; `path` starts with a slash. Rejects when nobody answers
 * within `timeout` milliseconds, but not for a status code.
 */
export function api(socket: string, method: string, path: string, body?: Uint8Array | object, timeout = 10_000) {
  return new Promise<Reply>((resolve, reject) => {
    const archive = body instanceof Uint8Array;
    const data = body === undefined || archive ? body : Buffer.from(JSON.stringify(body));
    const type = archive ? 'application/x-tar' : 'application/json';
    const headers = data ? { 'content-type': type, 'content-length': data.byteLength } : {};
    const signal = AbortSignal.timeout(timeout);
    const call = request({ socketPath: socket, method, path, headers, agent: false, signal }, (reply) => {
      const parts: Buffer[] = [];
      let size = 0;
      reply.on('data', (part: Buffer) => {
        size += part.length;
        if (size > MAX_BODY) reply.destroy(new Error(`${path}: the answer is too long`));
        else parts.push(part);
      });
      reply.on('error', reject);
      reply.on('end', () => resolve({ status: reply.statusCode ?? 0, body: Buffer.concat(parts).toString() }));
    });
    call.on('error', reject);
    call.end(data);
  });
}
