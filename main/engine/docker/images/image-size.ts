import { type Raw, record } from '../../../base/json.ts';
import type { EngineHttp } from '../http/http.ts';
import { readImage, readImages } from './image-row.ts';

/** Both sizes of an image that is kept twice, in bytes. */
export interface StoredSize {
  /** What it takes of the disk: what is packed and what was unpacked of it, as the list counts it. */
  readonly size: number;
  /** Of that what is packed, as a registry has it. */
  readonly packed: number;
}

/** Whether an image is in containerd's store: no graph driver holds its layers. Docker's alone; Podman has one always. */
function isStoredTwice(inspect: Raw): boolean {
  return Object.keys(record(record(inspect['GraphDriver'])['Data'])).length === 0;
}

/**
 * The sizes of an image in containerd's store, which keeps it packed and unpacked: only the list tells both together, an
 * inspect what is packed. Undefined where an image is kept once, and where the list has it no more.
 */
export async function readStoredSize(
  http: EngineHttp,
  inspect: unknown,
  signal: AbortSignal,
): Promise<StoredSize | undefined> {
  const image = readImage(inspect);
  if (!image || !isStoredTwice(record(inspect)) || (await http.isPodman(signal))) return undefined;
  const [name] = image.tags;
  const query = name === undefined ? {} : { filters: JSON.stringify({ reference: [name] }) };
  const rows = readImages(await http.list({ method: 'GET', path: '/images/json', query }, signal));
  const listed = rows.find(({ id }) => id === image.id);
  return listed && listed.size > image.size ? { size: listed.size, packed: image.size } : undefined;
}
