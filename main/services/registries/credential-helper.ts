import { delimiter } from 'node:path';
import { problem } from '../../../app/rpc/problem.ts';
import { record, text, textMap } from '../../base/json.ts';
import { runChild } from '../../processes/child.ts';

/** A helper that asks the person for a password may take long, but a pull waits for it, in ms. */
const patience = 10_000;
/** One that was given up has nothing to tidy up, in ms. */
const endLimit = 500;
/** A list of logins is some kB. */
const maxOutput = 1024 * 1024;
/** Where helpers live that a program started from a desktop does not find. */
const morePaths = ['/usr/local/bin', '/opt/homebrew/bin', '/Applications/Docker.app/Contents/Resources/bin'];

/** What a helper keeps for a server. */
export interface HelperSecret {
  readonly username: string;
  readonly secret: string;
}

/** Talks to `docker-credential-NAME`. Rejects with a ProblemError that holds no secret. */
export class CredentialHelper {
  readonly name: string;
  readonly #env: NodeJS.ProcessEnv;

  constructor(name: string, env: NodeJS.ProcessEnv) {
    if (!/^[A-Za-z0-9_.-]+$/.test(name)) throw problem('invalid-input', 'helper-name-strange');
    this.name = name;
    this.#env = { ...env, PATH: [env['PATH'] ?? '', ...morePaths].filter(Boolean).join(delimiter) };
  }

  /** The login for a server; undefined if the helper has none. */
  async get(server: string): Promise<HelperSecret | undefined> {
    const { code, output } = await this.#run('get', server);
    if (code !== 0 && /credentials not found|no credentials/i.test(output)) return undefined;
    if (code !== 0) throw this.#failed(output);
    const answer = record(this.#parse(output));
    return { username: text(answer['Username']), secret: text(answer['Secret']) };
  }

  async store(server: string, { username, secret }: HelperSecret): Promise<void> {
    const { code, output } = await this.#run(
      'store',
      JSON.stringify({ ServerURL: server, Username: username, Secret: secret }),
    );
    if (code !== 0) throw this.#failed(output.replaceAll(secret, '…'));
  }

  /** Does nothing if the helper has no such login. */
  async erase(server: string): Promise<void> {
    const { code, output } = await this.#run('erase', server);
    if (code !== 0 && !/not found/i.test(output)) throw this.#failed(output);
  }

  /** User names by server. */
  async list(): Promise<Readonly<Record<string, string>>> {
    const { code, output } = await this.#run('list', '');
    if (code !== 0) throw this.#failed(output);
    return textMap(this.#parse(output));
  }

  #parse(output: string): unknown {
    try {
      return JSON.parse(output);
    } catch {
      // What it printed may hold a secret.
      throw this.#failed('');
    }
  }

  #failed(said: string) {
    const detail = said.trim().slice(0, 500);
    const more = detail === '' ? {} : { detail };
    return problem('internal', 'helper-failed', { params: { helper: this.name }, ...more });
  }

  /** The output is what it says on stdout: helpers report errors there too. */
  async #run(action: string, input: string): Promise<{ readonly code: number; readonly output: string }> {
    const tooMuch = new AbortController();
    const late = AbortSignal.timeout(patience);
    const pieces: Buffer[] = [];
    let size = 0;
    const order = {
      command: `docker-credential-${this.name}`,
      args: [action],
      env: this.#env,
      input,
      onOutput: (piece: Buffer) => {
        size += piece.length;
        if (size <= maxOutput) pieces.push(piece);
        else tooMuch.abort();
      },
      signal: AbortSignal.any([late, tooMuch.signal]),
      limit: endLimit,
    };
    const code = await runChild(order).catch(() => {
      throw this.#missing();
    });
    if (tooMuch.signal.aborted) throw this.#failed('It printed too much.');
    if (late.aborted) throw this.#failed(`It did not answer within ${patience / 1000} s.`);
    return { code, output: Buffer.concat(pieces).toString() };
  }

  #missing() {
    return problem('not-found', 'helper-not-runnable', { params: { helper: this.name } });
  }
}
