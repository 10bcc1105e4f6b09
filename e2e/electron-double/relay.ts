import { EventEmitter } from 'node:events';
import type { DevToolsSession } from './devtools.ts';
import { decode, encode } from './page/codec.ts';
import type { FromPage, ToPage } from './page/messages.ts';
import { DoublePort } from './ports.ts';

/** Name of the preload's world, as Electron calls it. */
export const worldName = 'Electron Isolated Context';

/** What the relay passes on besides the messages of ports. */
type Told = Exclude<FromPage, { t: 'ipc' | 'port' | 'port-closed' }>;

interface RelayHandlers {
  readonly onIpc: (channel: string, message: unknown, ports: readonly DoublePort[]) => void;
  readonly onTold: (message: Told) => void;
}

interface OpenPort {
  readonly port: DoublePort;
  readonly world: number;
}

/**
 * Carries messages between main and the preload's world of one page. Each document has a world of its own; when it goes,
 * so do its ports.
 */
export class Relay {
  readonly #devtools: DevToolsSession;
  readonly #targetId: string;
  readonly #handlers: RelayHandlers;
  readonly #ports = new Map<string, OpenPort>();
  #world: number | undefined;
  #outbox: ToPage[] = [];

  constructor(devtools: DevToolsSession, targetId: string, handlers: RelayHandlers) {
    this.#devtools = devtools;
    this.#targetId = targetId;
    this.#handlers = handlers;
    devtools.on('Runtime.executionContextCreated', ({ context }) => {
      const { frameId } = (context.auxData ?? {}) as { frameId?: string };
      if (context.name === worldName && frameId === this.#targetId) this.#world = context.id;
    });
    devtools.on('Runtime.executionContextDestroyed', ({ executionContextId }) => this.#worldGone(executionContextId));
    devtools.on('Runtime.executionContextsCleared', () => this.closePorts());
    devtools.on('Runtime.bindingCalled', ({ payload, executionContextId }) => {
      this.#receive(JSON.parse(payload), executionContextId);
    });
  }

  /** Whether there is a page with a preload world. */
  get connected(): boolean {
    return this.#world !== undefined;
  }

  /** The page is gone, whatever became of it. */
  closePorts(): void {
    for (const { world } of this.#ports.values()) this.#worldGone(world);
    this.#world = undefined;
  }

  #worldGone(world: number): void {
    if (this.#world === world) this.#world = undefined;
    for (const [id, open] of this.#ports) {
      if (open.world !== world) continue;
      this.#ports.delete(id);
      open.port.pageClosed();
    }
  }

  #receive(message: FromPage, world: number): void {
    switch (message.t) {
      case 'ipc': {
        const ports = message.ports.map((id) => this.#open(id, world));
        this.#handlers.onIpc(message.channel, decode(message.message), ports);
        return;
      }
      case 'port':
        this.#ports.get(message.id)?.port.pagePosted(decode(message.data));
        return;
      case 'port-closed':
        this.#ports.get(message.id)?.port.pageClosed();
        this.#ports.delete(message.id);
        return;
      default:
        this.#handlers.onTold(message);
    }
  }

  #open(id: string, world: number): DoublePort {
    const port = new DoublePort({
      post: (data) => this.#send({ t: 'port', id, data: encode(data) }),
      close: () => {
        this.#ports.delete(id);
        this.#send({ t: 'port-close', id });
      },
    });
    this.#ports.set(id, { port, world });
    return port;
  }

  /** All messages of one turn cross together: a call to DevTools costs about a millisecond. */
  #send(message: ToPage): void {
    if (this.#outbox.length === 0) setImmediate(() => this.#flush());
    this.#outbox.push(message);
  }

  #flush(): void {
    const messages = this.#outbox;
    this.#outbox = [];
    if (this.#world === undefined) return;
    const call = {
      functionDeclaration: '(messages) => fromElectronDouble(messages)',
      executionContextId: this.#world,
      arguments: [{ value: messages }],
    };
    // The page may go at any time, and its ports with it.
    this.#devtools.send('Runtime.callFunctionOn', call).catch(() => undefined);
  }
}

/** Where the app listens: one channel, messages only. */
export const ipcMain = new EventEmitter();
