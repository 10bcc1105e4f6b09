import { connect } from 'node:net';
import { Duplex } from 'node:stream';
import { problem } from '../../../app/rpc/problem.ts';

/** Of a message, in bytes, as OpenSSH's agent has it. */
const longest = 256 * 1024;
/** What may be asked of an agent (draft-miller-ssh-agent): which keys it has, and to sign with one. */
const allowed = new Set([11, 13]);
/** The agent's own word for no. */
const failure = Buffer.from([0, 0, 0, 1, 5]);

/** Where the agent of this person is; undefined without one. */
export function agentPath(env: NodeJS.ProcessEnv): string | undefined {
  return env['SSH_AUTH_SOCK'] || (process.platform === 'win32' ? '\\\\.\\pipe\\openssh-ssh-agent' : undefined);
}

/**
 * A connection to an agent that a builder may use: it lists keys and signs; whatever would change the agent is refused here.
 * Rejects with `not-found` where nothing answers.
 */
export function openAgent(path: string): Promise<Duplex> {
  return new Promise((resolve, reject) => {
    const socket = connect(path);
    socket.once('error', () => reject(problem('not-found', 'ssh-agent-away', { detail: path })));
    socket.once('connect', () => {
      const guarded = new Guarded(socket);
      socket.removeAllListeners('error');
      socket.on('error', () => guarded.destroy());
      resolve(guarded);
    });
  });
}

class Guarded extends Duplex {
  readonly #agent: Duplex;
  #rest: Buffer = Buffer.alloc(0);

  constructor(agent: Duplex) {
    super();
    this.#agent = agent;
    // What breaks is an end: whoever reads sees that.
    this.on('error', () => {});
    agent.on('data', (bytes: Buffer) => {
      if (!this.push(bytes)) agent.pause();
    });
    agent.on('close', () => {
      this.push(null);
      this.destroy();
    });
  }

  override _read(): void {
    this.#agent.resume();
  }

  override _write(bytes: Buffer, _: BufferEncoding, done: (error?: Error | null) => void): void {
    this.#rest = Buffer.concat([this.#rest, bytes]);
    while (this.#rest.length >= 5) {
      const size = 4 + this.#rest.readUInt32BE(0);
      if (size > longest || size < 5) {
        done(new RangeError('no message of an agent'));
        return;
      }
      if (this.#rest.length < size) break;
      const message = this.#rest.subarray(0, size);
      this.#rest = this.#rest.subarray(size);
      if (allowed.has(message[4] ?? 0)) this.#agent.write(message);
      else this.push(failure);
    }
    done();
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.#agent.destroy();
    done(error);
  }
}
