import type { EngineId } from '../../app/engines/engine.ts';
import type { ListChange } from '../../app/rpc/live.ts';
import { connectEndpoint } from '../../main/engine/docker/connect.ts';
import { Engines } from '../../main/services/engine/engine.ts';
import type { SettingsService } from '../../main/services/settings/settings.ts';

/** The name of the engine of `enginesOn`. */
export const engineId: EngineId = 'e000000000000';

/** The engines of a Gantry that knows one, by its socket, and keeps no choices. Whoever asks ends them. */
export function enginesOn(socket: string, connect = connectEndpoint): Promise<Engines> {
  const address = { kind: 'unix', path: socket } as const;
  const endpoint = { id: engineId, name: 'Test', url: `unix://${socket}`, source: 'default', address } as const;
  const settings = { current: () => ({}) } as unknown as SettingsService;
  return Engines.find({ find: async () => [endpoint], connect, settings });
}

/** What a page would show of a live list. */
export interface Followed<T> {
  /** Its rows by id, as they are now. */
  readonly rows: ReadonlyMap<string, T>;
  /** Every change of it, in their order. */
  readonly steps: readonly ListChange<T>[];
  stop(): void;
}

/** Reads a live list until it is stopped. */
export function followed<T extends { readonly id: string }>(
  open: (signal: AbortSignal) => AsyncIterable<ListChange<T>>,
): Followed<T> {
  const stop = new AbortController();
  const rows = new Map<string, T>();
  const steps: ListChange<T>[] = [];
  void (async () => {
    for await (const step of open(stop.signal)) {
      for (const row of step.changed) rows.set(row.id, row);
      for (const id of step.removed) rows.delete(id);
      steps.push(step);
    }
  })();
  return { rows, steps, stop: () => stop.abort() };
}
