import { problem } from '../../../app/rpc/problem.ts';
import type { UploadEntry } from '../../../app/uploads.ts';
import { tarEnd, tarHeader, tarPadding } from '../builds/tar-entry.ts';
import type { Target } from './target.ts';

/** What is known of the files of an upload before they come. */
export interface Packing {
  readonly entries: readonly UploadEntry[];
  /** The folder that all of them are packed into. */
  readonly into: string;
  readonly owner: Target['owner'];
}

/**
 * The archive of an upload, as its bytes come.
 * @param take the next bytes of all files, cut anywhere
 * @throws ProblemError where more comes than was said, and what `take` throws
 */
export async function* packUpload(
  { entries, into, owner }: Packing,
  take: () => Promise<Uint8Array>,
): AsyncGenerator<Uint8Array, void> {
  const mtime = Date.now();
  const common = { mtime, owner };
  yield tarHeader({ ...common, name: `${into}/`, type: 'folder', mode: 0o755, size: 0 });
  let left = new Uint8Array();
  for (const { path, size } of entries) {
    if (size === undefined) {
      yield tarHeader({ ...common, name: `${into}/${path}/`, type: 'folder', mode: 0o755, size: 0 });
      continue;
    }
    yield tarHeader({ ...common, name: `${into}/${path}`, type: 'file', mode: 0o644, size });
    for (let missing = size; missing > 0; ) {
      if (left.byteLength === 0) left = new Uint8Array(await take());
      const part = left.subarray(0, missing);
      left = left.subarray(part.byteLength);
      missing -= part.byteLength;
      yield part;
    }
    yield tarPadding(size);
  }
  if (left.byteLength > 0) throw problem('invalid-input', 'upload-too-long');
  yield tarEnd;
}
