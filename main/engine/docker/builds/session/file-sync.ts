import type { ContextEntry, ContextFiles } from '../../../ports/builds.ts';
import type { GrpcCall } from './grpc.ts';
import { bytesField, numberField } from './message.ts';
import { readFields } from './protobuf.ts';

/** Kinds of packets. */
const kind = { entry: 0, request: 1, data: 2, end: 3 } as const;
/** Go's bits for what is no file. */
const goType = { file: 0n, folder: 1n << 31n, symlink: 1n << 27n, pipe: 1n << 25n } as const;

/**
 * BuildKit's way to fetch a folder (fsutil's DiffCopy): every entry is told in order, then the builder asks for the files
 * that it has not got, by their number in that order.
 */
export async function sendFolder(files: ContextFiles, { headers, messages, send }: GrpcCall): Promise<void> {
  const told = tell(files, headers, send);
  // Awaited below; a failure meanwhile must not end the process.
  told.catch(() => {});
  for await (const message of messages) {
    const { type, id } = packetOf(message);
    if (type === kind.request) {
      const entry = (await told)[id];
      if (entry) for await (const bytes of files.read(entry)) await send(packet(kind.data, id, bytes));
      await send(packet(kind.data, id, Buffer.alloc(0)));
    } else if (type === kind.end) {
      await told;
      return send(packet(kind.end));
    }
  }
}

/** Tells all entries; resolves with them, by their numbers. */
async function tell(
  files: ContextFiles,
  headers: GrpcCall['headers'],
  send: GrpcCall['send'],
): Promise<readonly ContextEntry[]> {
  const all: ContextEntry[] = [];
  for await (const entry of entriesFor(files, headers)) {
    all.push(entry);
    await send(Buffer.concat([numberField(1, kind.entry), bytesField(2, statOf(entry))]));
  }
  await send(packet(kind.entry));
  return all;
}

async function* entriesFor(files: ContextFiles, headers: GrpcCall['headers']): AsyncIterable<ContextEntry> {
  if (headers['dir-name'] === 'dockerfile') yield* files.dockerfile();
  // The ignore file is heeded here already: a builder that reads it would heed it again.
  else if (headers['followpaths'] !== '.dockerignore') yield* files.context();
}

function statOf({ path, type, mode, mtime, size, target }: ContextEntry): Buffer {
  const bits = goType[type] | BigInt(mode & 0o777);
  return Buffer.concat([
    bytesField(1, path),
    numberField(2, bits),
    numberField(5, type === 'file' ? size : 0),
    numberField(6, BigInt(Math.floor(mtime * 1000)) * 1000n),
    bytesField(7, target),
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
