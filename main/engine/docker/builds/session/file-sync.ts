import type { ContextEntry, ContextFiles, FileSource } from '../../../ports/builds.ts';
import type { GrpcCall, GrpcMethod } from './grpc.ts';
import { bytesField, numberField } from './message.ts';
import { readFields } from './protobuf.ts';
import { everyHeader } from './raw-headers.ts';

/** Kinds of packets. */
const kind = { entry: 0, request: 1, data: 2, end: 3 } as const;
/** Go's bits for what is no file. */
const goType = {
  file: 0n,
  folder: 1n << 31n,
  symlink: 1n << 27n,
  'block-device': 1n << 26n,
  'character-device': (1n << 26n) | (1n << 21n),
  pipe: 1n << 25n,
} as const;
/** Bits of the system's mode with what Go makes of them: setuid, setgid, sticky. */
const goBits = [
  [0o4000, 1n << 23n],
  [0o2000, 1n << 22n],
  [0o1000, 1n << 20n],
] as const;
/** Files that are read at once: each holds a piece of it. */
const together = 16;

/**
 * BuildKit's way to fetch a folder (fsutil's DiffCopy): every entry is told in order, then the builder asks for the files
 * that it has not got, by their number in that order.
 */
export function fileSync(files: ContextFiles): GrpcMethod {
  return (call) => {
    if (everyHeader(call.rawHeaders, 'dir-name')[0] === 'dockerfile') return new Copy(files.dockerfile, call).run();
    const paths = everyHeader(call.rawHeaders, 'followpaths');
    // Before it knows what is left out it looks for that. Once it knows, what it copies is asked for with that.
    const looks = paths.length === 1 && paths[0] === '.dockerignore';
    const knows = everyHeader(call.rawHeaders, 'exclude-patterns').length > 0;
    return new Copy(looks && !knows ? files.ignore : files.context, call, paths).run();
  };
}

/** One folder, fetched once. */
class Copy {
  readonly #files: FileSource;
  readonly #call: GrpcCall;
  /** By their numbers. */
  readonly #told: ContextEntry[] = [];
  readonly #telling: Promise<void>;
  readonly #sending = new Set<Promise<void>>();
  readonly #trouble = new AbortController();

  /** @param wanted what the builder asks for; empty for all */
  constructor(files: FileSource, call: GrpcCall, wanted: readonly string[] = []) {
    this.#files = files;
    this.#call = call;
    this.#telling = this.#watched(this.#tell(wanted.length === 0 ? undefined : wanted));
  }

  /** Resolves once the builder has had enough; rejects at once with what goes wrong, whatever it waits for. */
  async run(): Promise<void> {
    const { signal } = this.#trouble;
    const failed = new Promise<never>((_, reject) => {
      const fail = () => reject(signal.reason);
      if (signal.aborted) fail();
      else signal.addEventListener('abort', fail, { once: true });
    });
    await Promise.race([this.#watched(this.#answer()), failed]);
  }

  /** Whatever fails fails the whole, and is no rejection that nobody hears. */
  #watched(work: Promise<void>): Promise<void> {
    work.catch((error: unknown) => this.#trouble.abort(error));
    return work;
  }

  async #answer(): Promise<void> {
    for await (const message of this.#call.messages) {
      const { type, id } = packetOf(message);
      if (type === kind.request) {
        const work = this.#watched(this.#send(id));
        this.#sending.add(work);
        void work.then(
          () => this.#sending.delete(work),
          () => {},
        );
        if (this.#sending.size >= together) await Promise.race(this.#sending);
      } else if (type === kind.end) {
        await Promise.all([this.#telling, ...this.#sending]);
        return this.#call.send(packet(kind.end));
      }
    }
  }

  async #send(id: number): Promise<void> {
    if (id >= this.#told.length) await this.#telling;
    const entry = this.#told[id];
    // Only of a file: a link would be followed.
    if (entry?.type === 'file') {
      for await (const bytes of this.#files.read(entry)) await this.#call.send(packet(kind.data, id, bytes));
    }
    await this.#call.send(packet(kind.data, id, Buffer.alloc(0)));
  }

  async #tell(wanted: readonly string[] | undefined): Promise<void> {
    for await (const entry of this.#files.entries(wanted)) {
      this.#told.push(entry);
      await this.#call.send(Buffer.concat([numberField(1, kind.entry), bytesField(2, statOf(entry))]));
    }
    await this.#call.send(packet(kind.entry));
  }
}

function statOf(entry: ContextEntry): Buffer {
  const { path, type, mode, mtime, size, target, sameAs, major = 0, minor = 0 } = entry;
  let bits = goType[type] | BigInt(mode & 0o777);
  for (const [bit, goBit] of goBits) if ((mode & bit) !== 0) bits |= goBit;
  return Buffer.concat([
    bytesField(1, path),
    numberField(2, bits),
    numberField(5, type === 'file' && sameAs === undefined ? size : 0),
    numberField(6, BigInt(Math.floor(mtime * 1000)) * 1000n),
    bytesField(7, target ?? sameAs),
    numberField(8, major),
    numberField(9, minor),
  ]);
}

function packet(type: number, id = 0, data?: Uint8Array): Buffer {
  return Buffer.concat([numberField(1, type), numberField(3, id), bytesField(4, data)]);
}

function packetOf(message: Uint8Array): { readonly type: number; readonly id: number } {
  const fields = readFields(message);
  const value = (number: number) => fields.find((field) => field.number === number)?.value ?? 0;
  return { type: value(1), id: value(3) };
}
