import { Bridge } from './bridge.ts';
import { decode, type Encoded, encode } from './codec.ts';
import { watchGestures } from './gestures.ts';
import type { FromPage, ToPage, WorldOptions } from './messages.ts';

/** The preload bundle as Electron runs it: the body of a function with these parameters. */
export type Preload = (
  require: (id: string) => unknown,
  process: object,
  exports: object,
  module: object,
  global: object,
) => void;

declare global {
  /** Sends to main; only this world has it. */
  function electronDouble(json: string): void;
  /** Receives from main. */
  function fromElectronDouble(messages: readonly ToPage[]): void;
}

/** Runs the preload in a world of its own, with what Electron gives to a sandboxed one, as far as Gantry needs it. */
export function preloadWorld(preload: Preload, { secret, platform, versions }: WorldOptions): void {
  if (window.top !== window || location.href === 'about:blank') return;
  const tell = (message: FromPage) => electronDouble(JSON.stringify(message));
  const bridge = new Bridge(secret, 'preload');
  bridge.listen();
  const ports = new PagePorts(secret, tell);
  globalThis.fromElectronDouble = (messages) => {
    for (const message of messages) ports.receive(message);
  };
  watchGestures(secret, tell);
  const ipcRenderer = {
    postMessage: (channel: string, message: unknown, transfer: readonly unknown[] = []) => {
      if (!transfer.every((port) => port instanceof MessagePort)) throw new TypeError('Invalid value for transfer');
      tell({ t: 'ipc', channel, message: cloned(message), ports: transfer.map((port) => ports.own(port)) });
    },
  };
  const contextBridge = { exposeInMainWorld: (name: string, api: unknown) => bridge.expose(name, api) };
  const require = (id: string) => {
    if (/^electron(\/(common|renderer))?$/.test(id)) return { contextBridge, ipcRenderer };
    throw new Error(`module not found: ${id}`);
  };
  const module = { exports: {} };
  const process = { type: 'renderer', sandboxed: true, contextIsolated: true, platform, versions };
  try {
    preload(require, process, module.exports, module, globalThis);
  } catch (error) {
    tell({ t: 'preload-error', message: error instanceof Error ? error.message : String(error) });
  }
}

/** This world's ends of the page's ports, which main has in its hands. */
export class PagePorts {
  readonly #secret: string;
  readonly #tell: (message: FromPage) => void;
  readonly #ports = new Map<string, MessagePort>();
  #count = 0;

  constructor(secret: string, tell: (message: FromPage) => void) {
    this.#secret = secret;
    this.#tell = tell;
  }

  /** Takes a port over; what arrives at it goes to main. Returns its name. */
  own(port: MessagePort): string {
    this.#count += 1;
    const id = `${this.#secret} ${this.#count}`;
    this.#ports.set(id, port);
    port.addEventListener('message', ({ data }) => this.#tell({ t: 'port', id, data: encode(data) }));
    port.addEventListener('close', () => {
      if (this.#ports.delete(id)) this.#tell({ t: 'port-closed', id });
    });
    port.start();
    return id;
  }

  receive(message: ToPage): void {
    const port = this.#ports.get(message.id);
    if (message.t === 'port') {
      port?.postMessage(decode(message.data));
      return;
    }
    this.#ports.delete(message.id);
    port?.close();
  }
}

export function cloned(value: unknown): Encoded {
  try {
    return encode(structuredClone(value));
  } catch {
    throw new Error('An object could not be cloned.');
  }
}
