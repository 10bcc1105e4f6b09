import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { duplexPair } from 'node:stream';
import { problem } from '../../../app/rpc/problem.ts';
import { makePrivateFolder } from '../../disk/private-folder.ts';
import type { SshHelp } from '../endpoints/endpoints.ts';
import { Askpass } from './askpass.ts';
import { runSsh, type SshEnd, type SshRun, type SshSetting, startSsh } from './ssh-program.ts';
import { askMachine, type MachineFacts } from './ssh-shell.ts';
import type { SshTarget } from './ssh-target.ts';

/** ms until a machine has let us in and said what is on it; while a person is asked, nothing counts. */
const patience = 40_000;

/**
 * One connection of ssh to a machine, which all streams to its engine go through: its own shell over there says what there
 * is, and holds it open. The shell reads from this process, so that it, and the connection, end with this process, whatever
 * ends that. Where a person's own ssh already holds a connection (ControlMaster), that is used, and nothing is asked.
 */
export class SshLine {
  /** A private folder for the sockets of the connection. */
  readonly folder: string;
  #target: SshTarget;
  readonly #env: NodeJS.ProcessEnv;
  readonly #askpass: Askpass | undefined;
  readonly #end = new AbortController();
  /** The path of the socket at which the connection is spoken to, or `none`. */
  #control = 'none';
  #theirs = false;
  #shared = process.platform !== 'win32';
  #forwarded: string | undefined;
  /** What is on the machine; undefined where no shell answered: then each stream is a connection of its own. */
  facts: MachineFacts | undefined;

  private constructor(folder: string, target: SshTarget, env: NodeJS.ProcessEnv, askpass: Askpass | undefined) {
    this.folder = folder;
    this.#target = target;
    this.#env = { ...env, ...askpass?.env };
    this.#askpass = askpass;
  }

  /** Connects. Rejects with why it cannot, or with why a question was not answered. */
  static async open(target: SshTarget, help: SshHelp | undefined, signal: AbortSignal): Promise<SshLine> {
    const folder = await makePrivateFolder('ssh');
    const askpass = help && process.platform !== 'win32' ? await Askpass.open(folder, help) : undefined;
    const line = new SshLine(folder, target, help?.env ?? process.env, askpass);
    const give = (): void => line.close();
    signal.addEventListener('abort', give, { once: true });
    try {
      signal.throwIfAborted();
      if (line.#shared) await line.#connect();
      return line;
    } catch (error) {
      line.close();
      throw askpass?.refused ?? error;
    } finally {
      signal.removeEventListener('abort', give);
    }
  }

  /** Aborts when the connection is over. */
  get ended(): AbortSignal {
    return this.#end.signal;
  }

  /** Runs a command over there, until `run.signal` aborts or the connection is over. */
  run(run: SshRun): Promise<SshEnd> {
    return runSsh(this.#setting(), { ...run, signal: AbortSignal.any([run.signal, this.ended]) });
  }

  /** Makes a socket over there reachable here; false where ssh does not. Whether anything listens there is another matter. */
  async forward(remote: string): Promise<string | undefined> {
    if (!this.#shared || remote.includes(':')) return undefined;
    const here = join(this.folder, 'e.sock');
    await rm(here, { force: true });
    if ((await this.#master(['forward', '-L', `${here}:${remote}`], this.ended)) !== 0) return undefined;
    this.#forwarded = `${here}:${remote}`;
    return here;
  }

  /** Takes the last of the above back. */
  async unforward(): Promise<void> {
    const forwarded = this.#forwarded;
    this.#forwarded = undefined;
    if (forwarded === undefined) return;
    await this.#master(['cancel', '-L', forwarded], AbortSignal.timeout(patience)).catch(() => undefined);
  }

  /** Ends the connection and whatever goes through it. */
  close(): void {
    if (this.ended.aborted) return;
    this.#end.abort();
    this.#askpass?.close();
    void this.#clear();
  }

  /** A person's own connection would go on forwarding. */
  async #clear(): Promise<void> {
    if (this.#theirs) await this.unforward();
    await rm(this.folder, { recursive: true, force: true }).catch(() => undefined);
  }

  async #connect(): Promise<void> {
    const own = join(this.folder, 'c');
    const theirs = await this.#readConfiguration();
    this.#control = theirs ?? own;
    this.#theirs = theirs !== undefined && (await this.#master(['check'], this.ended)) === 0;
    if (!this.#theirs) this.#control = own;
    const [near, far] = duplexPair();
    const master = this.#theirs ? 'ControlMaster=no' : 'ControlMaster=yes';
    const asks = this.#askpass ? [] : ['BatchMode=yes'];
    const setting = { target: this.#target, env: this.#env, options: [...this.#through(), master, ...asks] };
    const running = runSsh(setting, { command: ['/bin/sh'], pipe: far, signal: this.ended });
    // Whoever waits for the facts hears why there are none.
    running.catch(() => undefined).finally(() => near.destroy());
    this.facts = await this.#inTime(askMachine(near));
    if (this.facts) running.catch(() => undefined).finally(() => this.close());
    else await this.#without(running);
  }

  /** No shell answered: because ssh failed, or because over there is none. */
  async #without(running: Promise<SshEnd>): Promise<void> {
    if (!this.#askpass?.refused) await running;
    this.#shared = false;
    this.#control = 'none';
  }

  async #inTime<T>(asked: Promise<T>): Promise<T> {
    const askpass = this.#askpass;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      const fail = (): void => reject(problem('timeout', 'ssh-silent', { params: { host: this.#target.host } }));
      const watch = (): void => {
        clearTimeout(timer);
        if (askpass?.refused) reject(askpass.refused);
        else if (!askpass?.asking) timer = setTimeout(fail, patience);
      };
      if (askpass) askpass.onChange = watch;
      watch();
    });
    late.catch(() => undefined);
    const gone = new Promise<never>((_, reject) => {
      const cancelled = (): void => reject(problem('cancelled', 'cancelled'));
      if (this.ended.aborted) cancelled();
      else this.ended.addEventListener('abort', cancelled, { once: true });
    });
    gone.catch(() => undefined);
    try {
      return await Promise.race([asked, late, gone]);
    } finally {
      clearTimeout(timer);
      if (askpass) askpass.onChange = () => {};
    }
  }

  /** For what goes through the connection, or makes one of its own where it cannot. */
  #setting(): SshSetting {
    // What the machine refuses to carry beside the rest becomes a connection of its own, which asks nobody.
    const asks = this.#shared || !this.#askpass ? ['BatchMode=yes'] : [];
    return { target: this.#target, env: this.#env, options: [...this.#through(), 'ControlMaster=no', ...asks] };
  }

  #through(): readonly string[] {
    return [`ControlPath=${this.#control.replaceAll('%', '%%')}`];
  }

  /** What ssh's configuration says of the target: where connections are shared, if they are, and keys remembered. */
  async #readConfiguration(): Promise<string | undefined> {
    let said = '';
    const setting = { target: this.#target, env: this.#env, options: [] };
    const hear = (piece: Buffer): void => void (said += piece.toString('utf8'));
    await startSsh(setting, { flags: ['-G'], onOutput: hear, signal: this.ended });
    const of = (key: string): string | undefined => new RegExp(`^${key} (.+)$`, 'm').exec(said)?.[1];
    const { host } = this.#target;
    const [name = host, port = '22', alias] = ['hostname', 'port', 'hostkeyalias'].map(of);
    const file = of('userknownhostsfile')?.split(' ')[0] ?? '~/.ssh/known_hosts';
    const known = { name: alias ?? (port === '22' ? name : `[${name}]:${port}`), file };
    this.#target = { ...this.#target, known };
    const path = of('controlpath');
    return path === 'none' ? undefined : path;
  }

  /** Says something to the ssh that holds the connection; its exit code. Forwards of a person's configuration stay out. */
  async #master(flags: readonly string[], signal: AbortSignal): Promise<number> {
    const setting = { target: this.#target, env: this.#env, options: this.#through() };
    const run = { flags: ['-F', 'none', '-O', ...flags], signal };
    return (await startSsh(setting, run)).code;
  }
}
