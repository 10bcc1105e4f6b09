import type { EngineId } from '../../../app/engines/engine.ts';
import type { Endpoint, SshHelp, SshQuestion } from '../../engine/endpoints/endpoints.ts';
import type { Prompts } from './prompts.ts';

/** How long a person may take to find a passphrase, in ms. */
const patience = 300_000;

/** The same engine; where ssh leads there, with somebody to ask. */
export function helped<T extends Pick<Endpoint, 'id' | 'address'>>(
  engine: T,
  prompts: Prompts,
  env: NodeJS.ProcessEnv,
): T {
  const { id, address } = engine;
  return address.kind === 'ssh' ? { ...engine, address: { ...address, help: new Help(prompts, id, env) } } : engine;
}

/** Starts ssh as a program of the person's own, and brings what it asks to the window. Two say the same of an address. */
class Help implements SshHelp {
  readonly #prompts: Prompts;
  readonly #engine: EngineId;
  readonly #env: NodeJS.ProcessEnv;

  constructor(prompts: Prompts, engine: EngineId, env: NodeJS.ProcessEnv) {
    this.#prompts = prompts;
    this.#engine = engine;
    this.#env = env;
  }

  get env(): NodeJS.ProcessEnv {
    return this.#env;
  }

  async ask(question: SshQuestion, signal: AbortSignal): Promise<string> {
    const engine = this.#engine;
    const within = { time: patience, signal };
    switch (question.kind) {
      case 'host-key':
        await this.#prompts.ask({ ...question, engine }, within);
        return 'yes';
      case 'passphrase':
        return (await this.#prompts.ask({ ...question, engine }, within)).secret;
      case 'password':
        return (await this.#prompts.ask({ ...question, engine }, within)).secret;
    }
  }
}
