import { problem } from '../../../app/rpc/problem.ts';
import type { SshAddress } from '../endpoints/endpoints.ts';
import type { LocalAddress } from './open.ts';
import { SshLine } from './ssh-line.ts';
import { sshTarget } from './ssh-target.ts';
import { wayThrough } from './ssh-way.ts';

/** The way to one address through ssh: made when it is first asked for, and again when it was lost. */
export class SshTunnel {
  readonly #address: SshAddress;
  #stop = new AbortController();
  #line: Promise<SshLine> | undefined;
  #way: Promise<LocalAddress> | undefined;

  constructor(address: SshAddress) {
    this.#address = address;
  }

  /** Where to connect to; whoever asks meanwhile waits for the same. Rejects with why there is no way. */
  open(): Promise<LocalAddress> {
    const stop = this.#stop;
    this.#way ??= this.#find(stop.signal).catch((error: unknown) => {
      if (this.#stop === stop) this.#way = undefined;
      throw stop.signal.aborted ? problem('cancelled', 'cancelled') : error;
    });
    return this.#way;
  }

  /** Ends ssh; the next `open` begins anew. */
  close(): void {
    this.#stop.abort();
    this.#stop = new AbortController();
    void this.#line?.then(
      (line) => line.close(),
      () => undefined,
    );
    this.#lose();
  }

  #lose(): void {
    this.#line = undefined;
    this.#way = undefined;
  }

  async #find(signal: AbortSignal): Promise<LocalAddress> {
    const target = sshTarget(this.#address);
    // Also while there is no engine over there: letting us in may have cost a person an answer.
    const opening = (this.#line ??= SshLine.open(target, this.#address.help, signal));
    const forget = (): void => {
      if (this.#line === opening) this.#lose();
    };
    const line = await opening.catch((error: unknown) => {
      forget();
      throw error;
    });
    line.ended.addEventListener('abort', forget, { once: true });
    if (line.ended.aborted) forget();
    const path = await wayThrough(line, target);
    return process.platform === 'win32' ? { kind: 'npipe', path } : { kind: 'unix', path, far: true };
  }
}
