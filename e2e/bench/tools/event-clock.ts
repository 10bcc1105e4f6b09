import { request } from 'node:http';
import { createInterface } from 'node:readline';
import { epochNow } from './stats.ts';

/** ms after which an event that has not come is missing. */
const patience = 30_000;

/** An observer of the engine's own event stream, beside Gantry's. */
export interface EventClock {
  /** Epoch ms at which the next event of this container and action came in. Call it before the action. */
  next(id: string, action: string): Promise<number>;
  close(): void;
}

/** Opens `GET /events` on an engine's socket; resolves when the engine has accepted it. */
export function openEventClock(socketPath: string): Promise<EventClock> {
  const waiting = new Map<string, (at: number) => void>();
  return new Promise((resolve, reject) => {
    const call = request({ socketPath, path: '/events', agent: false }, (reply) => {
      reply.on('error', () => undefined); // it was closed, and readline says so once more
      const lines = createInterface({ input: reply }).on('error', () => undefined);
      lines.on('line', (line) => {
        const at = epochNow();
        const key = keyOf(JSON.parse(line));
        waiting.get(key)?.(at);
        waiting.delete(key);
      });
      resolve({
        next: (id, action) =>
          new Promise((happened, fail) => {
            const timer = setTimeout(() => fail(new Error(`the engine told of no ${action}`)), patience);
            waiting.set(`${id} ${action}`, (at) => {
              clearTimeout(timer);
              happened(at);
            });
          }),
        close: () => call.destroy(),
      });
    });
    call.on('error', reject);
    call.end();
  });
}

function keyOf(event: unknown): string {
  if (typeof event !== 'object' || event === null || !('Action' in event) || !('Actor' in event)) return '';
  const { Actor: actor } = event;
  return typeof actor === 'object' && actor !== null && 'ID' in actor
    ? `${String(actor.ID)} ${String(event.Action)}`
    : '';
}
