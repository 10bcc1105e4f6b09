import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** What the process of a fleet is told. */
export type FleetOrder =
  /** So many changes a second, from now on; 0 for none. */
  | { readonly storm: number }
  /** One change now. */
  | { readonly change: { readonly engine: number; readonly container: number } };

/** A fleet in a process of its own: what it uses is not the host's, nor this one's. */
export interface FleetProcess {
  readonly hosts: Readonly<Record<string, string>>;
  storm(perSecond: number): void;
  /** Starts or ends a container; resolves with the epoch ms of its event. */
  change(engine: number, container: number): Promise<number>;
  end(): Promise<void>;
}

/** Starts 50 engines with 200 containers each, ten of which are dead or mute. */
export async function startFleetProcess(): Promise<FleetProcess> {
  const child = fork(fileURLToPath(new URL('./fleet-process.ts', import.meta.url)), { execArgv: ['--import', 'tsx'] });
  const kill = () => void child.kill();
  process.once('exit', kill);
  const [{ hosts }] = (await once(child, 'message')) as [{ hosts: Readonly<Record<string, string>> }];
  const tell = (order: FleetOrder) => child.send(order);
  return {
    hosts,
    storm: (perSecond) => void tell({ storm: perSecond }),
    change: async (engine, container) => {
      const answer = once(child, 'message') as Promise<[{ at: number }]>;
      tell({ change: { engine, container } });
      return (await answer)[0].at;
    },
    end: async () => {
      process.off('exit', kill);
      const ended = once(child, 'exit');
      child.disconnect();
      await ended;
    },
  };
}
