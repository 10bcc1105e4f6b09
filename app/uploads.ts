import * as z from 'zod/mini';
import { EngineContainer } from './containers.ts';
import { ContainerPath } from './files.ts';
import { call } from './rpc/operation.ts';
import type { StartedTask } from './tasks.ts';
import { SessionId } from './terminal.ts';

/** Most bytes of one write: a frame's work for the wire, and enough that its answers are no delay. */
export const uploadChunk = 256 * 1024;

/** Files and folders of one upload, whatever they are in: their names are one message. */
export const mostUploaded = 5000;

/** Of them those that are dropped themselves: their names are arguments of one command. */
export const mostDropped = 500;

/** Names a running upload: unguessable, as it writes into a container. */
const UploadId = z.string().check(z.regex(/^[0-9a-f]{32}$/));

/** Relative, with slashes; no part of it leads elsewhere. */
const RelativePath = z.string().check(
  z.maxLength(4096),
  z.refine((path) => path.split('/').every((name) => !['', '.', '..'].includes(name) && !name.includes('\0'))),
);

/** A file of so many bytes, or a folder. */
export const UploadEntry = z.object({
  path: RelativePath,
  size: z.optional(z.int().check(z.minimum(0), z.maximum(2 ** 50))),
});
export type UploadEntry = z.infer<typeof UploadEntry>;

/** An upload that waits for its bytes. */
export interface StartedUpload extends StartedTask {
  readonly upload: string;
  /** Where the files go, absolute. */
  readonly folder: string;
  /** Whose folder that is: where the shell is now, or where the container begins. */
  readonly of: 'shell' | 'container';
}

/** What is uploaded. */
const Uploaded = {
  entries: z.array(UploadEntry).check(z.minLength(1), z.maxLength(mostUploaded)),
  replace: z.optional(z.boolean()),
};

/** Files of the page into a folder of a container that runs. They are there whole or not at all. */
export const uploads = {
  /**
   * Into the folder that a shell is in, as whoever runs it. Folders come before what is in them; one without a size is a folder. Rejects with `conflict` where something has the
   * name of a file, unless that is to be replaced; a folder replaces nothing, and is never replaced.
   */
  start: call('changes-found', z.object({ session: SessionId, ...Uploaded })).returns<StartedUpload>(),
  /** The same into any folder, as the container's root user. */
  startIn: call(
    'changes',
    z.object({ ...EngineContainer.shape, folder: ContainerPath, ...Uploaded }),
  ).returns<StartedUpload>(),
  /** The next bytes of all files, one after the other. Resolves when more may come; rejects once it has ended. */
  write: call(
    'changes-found',
    z.object({
      upload: UploadId,
      data: z.instanceof(Uint8Array<ArrayBufferLike>).check(z.refine((data) => data.byteLength <= uploadChunk)),
    }),
  ).returns<void>(),
  /** Resolves with where they are, absolute, once all are; rejects with why they are not. */
  end: call('safe', z.object({ upload: UploadId })).returns<{ readonly paths: readonly string[] }>(),
};
