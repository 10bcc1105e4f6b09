import type { Container, EngineContainer } from '../../../app/containers.ts';
import type { EngineId } from '../../../app/engines/engine.ts';
import { keyOf, type ObjectKey } from '../../../app/object-key.ts';

/**
 * The restarts that are under way. Docker, asked to stop the container meanwhile, waits for the stop of the restart, says
 * that it is done, and starts it again; Podman refuses one of the two. So a stop has to come after.
 */
export class Restarts {
  readonly #running = new Map<ObjectKey, Promise<unknown>>();

  /** Runs a restart. */
  async during(container: EngineContainer, restart: () => Promise<void>): Promise<void> {
    const key = keyFor(container);
    const running = restart();
    this.#running.set(key, running);
    try {
      await running;
    } finally {
      if (this.#running.get(key) === running) this.#running.delete(key);
    }
  }

  /** A row of an engine. Between the end and the new start it is not one that has ended: it is about to run, and can be stopped. */
  mark(engine: EngineId, row: Container): Container {
    if (row.state !== 'exited' || !this.#running.has(keyFor({ engine, id: row.id }))) return row;
    const { exitCode: _, oomKilled: __, stopped: ___, stoppedHere: ____, ...rest } = row;
    return { ...rest, state: 'restarting' };
  }

  /** Resolves once no restart of a container is under way, however it went, or the signal aborts. */
  async over(container: EngineContainer, signal: AbortSignal): Promise<void> {
    const key = keyFor(container);
    const aborted = new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
    for (let running = this.#running.get(key); running && !signal.aborted; running = this.#running.get(key)) {
      await Promise.race([running.catch(() => undefined), aborted]);
    }
  }
}

function keyFor({ engine, id }: EngineContainer): ObjectKey {
  return keyOf({ engine, kind: 'container', id });
}
