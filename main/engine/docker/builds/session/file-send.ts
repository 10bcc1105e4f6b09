import type { OutputTo } from '../../../ports/builds.ts';
import type { ArchivePart } from '../../../ports/files.ts';
import { TarReader } from '../../files/tar-reader.ts';
import type { GrpcMethod } from './grpc.ts';
import { readFields } from './protobuf.ts';

/** BuildKit's way to send what it made (filesync's FileSend): messages with bytes in field 1, to the end of the call. */
export const fileSend = '/moby.filesync.v1.FileSend/DiffCopy';

/** In bytes: it sends 3 MiB at most. */
const longest = 4 * 1024 * 1024;

/** Takes what a builder sends, as a file or as what is in it. */
export function received(output: Exclude<OutputTo, { readonly kind: 'nothing' }>): GrpcMethod {
  const take: GrpcMethod = async ({ messages }) => {
    const archive = bytesOf(messages);
    await (output.kind === 'folder' ? output.take(partsOf(archive)) : output.take(archive));
  };
  return Object.assign(take, { longest });
}

async function* bytesOf(messages: AsyncIterable<Buffer>): AsyncGenerator<Buffer, void> {
  for await (const message of messages) {
    const bytes = readFields(message).find(({ number }) => number === 1)?.bytes;
    if (bytes) yield Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  }
}

/** @throws ProblemError where it is no tar, or not to its end */
async function* partsOf(archive: AsyncIterable<Buffer>): AsyncGenerator<readonly ArchivePart[], void> {
  const reader = new TarReader();
  for await (const chunk of archive) yield reader.push(chunk);
  reader.check();
}
