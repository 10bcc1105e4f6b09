import type { Container } from '../../app/containers.ts';
import { contract, type GantryServices } from '../../app/contract.ts';
import type { EngineId, EngineState } from '../../app/engines/engine.ts';
import type { ListChange } from '../../app/rpc/live.ts';
import { type Problem, ProblemError } from '../../app/rpc/problem.ts';
import { serve } from '../../app/rpc/serve.ts';
import type { MainWire, PageWire } from '../../app/rpc/wire.ts';
import { createSession, type Session } from './session.ts';

/** Two engines of a played host: the one that the window looks at, and another. */
export const near: EngineId = 'e000000000001';
export const far: EngineId = 'e000000000002';

/** A full id that ends with some hex digits. */
export const idOf = (end: string | number): string => String(end).padStart(64, '0');

/** What a test says of one stream that is read. */
interface Followed {
  readonly operation: string;
  readonly params: unknown;
  put(item: unknown): void;
  end(problem: Problem | undefined): void;
}

/**
 * A host that answers as a test says, over the real wire with its checks of parameters. What no test speaks of is answered
 * with nothing, and streams are silent.
 */
export class PlayedHost {
  /** What was called, in order: operations by name, with their parameters as they passed their schemas. */
  readonly asked: (readonly [operation: string, params: unknown])[] = [];
  readonly #answers = new Map<string, (params: never) => unknown>([
    ['documents.home', () => ({ path: '/home/person' })],
  ]);
  readonly #followed = new Set<Followed>();
  #cut: () => void = () => undefined;
  #refusal: Problem | undefined;

  /** Opens a wire to it, or rejects as long as it is away. */
  readonly openWire = async (): Promise<PageWire> => {
    if (this.#refusal) throw new ProblemError(this.#refusal);
    const { page, main, cut } = memoryWires();
    this.#cut = cut;
    serve(contract, this.#services(), main);
    return page;
  };

  /** Says how an operation is answered from now on; what throws, fails it. */
  answer(operation: string, how: (params: never) => unknown): void {
    this.#answers.set(operation, how);
  }

  /** Makes an operation fail from now on. */
  refuse(operation: string, problem: Problem): void {
    this.answer(operation, () => {
      throw new ProblemError(problem);
    });
  }

  /** Parameters of each call of an operation. */
  callsOf(operation: string): unknown[] {
    return this.asked.filter(([name]) => name === operation).map(([, params]) => params);
  }

  /** Parameters of each stream of an operation that is being read. */
  following(operation: string): unknown[] {
    return [...this.#followed].filter((one) => one.operation === operation).map(({ params }) => params);
  }

  /** Tells an item to all who read a stream, or to those that asked for this engine. */
  async tell(operation: string, item: unknown, engine?: EngineId): Promise<void> {
    for (const one of this.#of(operation, engine)) one.put(item);
    await turn();
  }

  /** Ends a stream for all who read it, with a problem or without. */
  async end(operation: string, problem?: Problem): Promise<void> {
    for (const one of this.#of(operation)) one.end(problem);
    await turn();
  }

  /** Breaks the wire; with a problem no other can be opened. */
  async leave(problem?: Problem): Promise<void> {
    this.#refusal = problem;
    this.#cut();
    await turn();
  }

  /** Wires can be opened again. */
  comeBack(): void {
    this.#refusal = undefined;
  }

  #of(operation: string, engine?: EngineId): Followed[] {
    return [...this.#followed].filter(
      (one) =>
        one.operation === operation &&
        (engine === undefined || (one.params as { readonly engine?: EngineId }).engine === engine),
    );
  }

  #services(): GantryServices {
    const slices = Object.entries(contract).map(([slice, operations]) => {
      const service = Object.entries(operations).map(([name, { kind }]) => {
        const operation = `${slice}.${name}`;
        return [name, kind === 'call' ? this.#call(operation) : this.#stream(operation)] as const;
      });
      return [slice, Object.fromEntries(service)] as const;
    });
    return Object.fromEntries(slices) as unknown as GantryServices;
  }

  #call(operation: string) {
    return (params: unknown): unknown => {
      this.asked.push([operation, params]);
      return this.#answers.get(operation)?.(params as never);
    };
  }

  #stream(operation: string) {
    const followed = this.#followed;
    return async function* (params: unknown, { signal }: { readonly signal: AbortSignal }) {
      const items: unknown[] = [];
      let wake: () => void = () => undefined;
      let over: { readonly problem: Problem | undefined } | undefined;
      const one: Followed = {
        operation,
        params,
        put: (item) => {
          items.push(item);
          wake();
        },
        end: (problem) => {
          over = { problem };
          wake();
        },
      };
      followed.add(one);
      signal.addEventListener('abort', () => wake());
      try {
        while (!signal.aborted) {
          if (items.length > 0) yield items.shift();
          else if (over === undefined) await new Promise<void>((resolve) => (wake = resolve));
          else if (over.problem) throw new ProblemError(over.problem);
          else return;
        }
      } finally {
        followed.delete(one);
      }
    };
  }
}

/** Everything that waits for nothing but its turn is done after this. */
export function turn(): Promise<void> {
  return new Promise((resolve) => void setTimeout(resolve));
}

/** Two ends of one wire. What is sent is copied, and comes later, as on any other. */
function memoryWires(): { readonly page: PageWire; readonly main: MainWire; readonly cut: () => void } {
  let open = true;
  const closed: ((reason: string) => void)[] = [];
  const cut = () => {
    if (!open) return;
    open = false;
    queueMicrotask(() => {
      for (const tell of closed) tell('cut');
    });
  };
  const receivers: [page: (message: never) => void, main: (message: never) => void] = [
    () => undefined,
    () => undefined,
  ];
  const end = (own: 0 | 1, other: 0 | 1) => ({
    send: (message: unknown) => {
      const copy = structuredClone(message) as never;
      queueMicrotask(() => open && receivers[other](copy));
    },
    onMessage: (receive: (message: never) => void) => void (receivers[own] = receive),
    onClose: (tell: (reason: string) => void) => void closed.push(tell),
    close: cut,
  });
  return { page: end(0, 1), main: end(1, 0), cut };
}

/** What a page has of its browser, as far as stores use it: an address, its history, what its tab remembers, and events. */
class PlayedPage {
  readonly #events = new EventTarget();
  readonly location = { hash: '' };
  readonly history = { pushState: (_data: unknown, _title: string, hash: string) => void (this.location.hash = hash) };
  readonly sessionStorage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
  readonly addEventListener = this.#events.addEventListener.bind(this.#events);

  constructor(remembered: Map<string, string>) {
    this.sessionStorage = {
      getItem: (key) => remembered.get(key) ?? null,
      setItem: (key, value) => void remembered.set(key, value),
      removeItem: (key) => void remembered.delete(key),
    };
  }

  /** What happens to it: `pagehide`, `hashchange`. */
  fire(event: string): void {
    this.#events.dispatchEvent(new Event(event));
  }
}

/** A window whose host a test plays: all its stores, as the page has them. */
export interface PlayedWindow {
  readonly host: PlayedHost;
  readonly session: Session;
  readonly page: PlayedPage;
  /** What its notices say: `success: Stopped web`. */
  said(): string[];
}

/** Opens a window that looks at `near`; both engines are connected. `remembered` is what its tab has of a page before it. */
export async function openWindow(remembered = new Map<string, string>()): Promise<PlayedWindow> {
  const page = new PlayedPage(remembered);
  const { location, history, addEventListener, sessionStorage } = page;
  Object.assign(globalThis, { location, history, addEventListener, sessionStorage });
  const host = new PlayedHost();
  const session = createSession(host.openWire);
  await turn();
  await host.tell('engine.watch', { engines: [engineOf(near), engineOf(far)], selected: near });
  const said = () => session.notices.state.getState().map(({ tone, text }) => `${tone}: ${text}`);
  return { host, session, page, said };
}

/** An engine that is connected, unless something else is said of it. */
export function engineOf(id: EngineId, more: Partial<EngineState> = {}): EngineState {
  const features = {
    buildkit: true,
    swarm: true,
    healthChecks: false,
    updates: true,
    networkEvents: true,
    makesSources: false,
  };
  const version = {
    product: 'Docker',
    version: '28.5.2',
    api: '1.51',
    os: 'linux',
    arch: 'amd64',
    rootless: false,
    features,
  } as const;
  const address = `unix:///${id}.sock`;
  const status = { kind: 'connected', version } as const;
  return { id, name: id, address, source: 'context', colour: 'grey', guard: 'none', status, ...more };
}

/** A whole list, as a host tells it first. */
export function wholeList<T>(...changed: readonly T[]): ListChange<T> {
  return { reset: true, complete: true, changed, removed: [] };
}

/** A container that runs; its id ends with digits that a test gives. */
export function containerOf(end: string | number, name: string, more: Partial<Container> = {}): Container {
  return {
    id: idOf(end),
    name,
    image: 'busybox',
    imageId: '',
    created: 0,
    state: 'running',
    health: 'none',
    ports: [],
    labels: {},
    volumes: [],
    networks: [],
    ...more,
  };
}
