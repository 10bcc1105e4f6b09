import type { ChangeKind, Changes, FileChange } from '../../../../app/containers.ts';
import { list, record, text } from '../../../base/json.ts';
import { bounds } from '../http/bounds.ts';
import type { EngineHttp } from '../http/http.ts';

/** Files that are given: more than anybody reads. */
const most = 20_000;
/** UTF-16 units of a path; Linux knows no longer one. */
const longestPath = 4096;
/** How long an engine may look through a container's files, in ms. */
const readTime = 120_000;

/** As the API counts them. */
const kinds: readonly ChangeKind[] = ['changed', 'added', 'deleted'];

/** What a container changed in its files, with the size of that. */
export async function readChanges(http: EngineHttp, id: string, signal: AbortSignal): Promise<Changes> {
  const path = `/containers/${encodeURIComponent(id)}`;
  const [changes, size] = await Promise.all([
    http.json({ method: 'GET', path: `${path}/changes` }, signal, { bound: bounds.changes, time: readTime }),
    http.json({ method: 'GET', path: `${path}/json`, query: { size: '1' } }, signal, { time: readTime }).then(
      (inspected) => record(inspected)['SizeRw'],
      () => undefined,
    ),
  ]);
  return { ...toChanges(changes), ...(typeof size === 'number' && size >= 0 && { size }) };
}

/** `[{"Path": "/etc/motd", "Kind": 0}, …]`; `null` where nothing is changed. */
export function toChanges(value: unknown): Changes {
  const all: FileChange[] = [];
  for (const entry of list(value)) {
    const { Path, Kind } = record(entry);
    const kind = kinds[Number(Kind)];
    const path = text(Path).slice(0, longestPath);
    if (kind && path.startsWith('/')) all.push({ path, kind });
  }
  // A folder right before what it holds: with its end told it begins those paths, and none but those.
  const told = all.map((file) => ({ file, begin: `${file.path}/` })).sort((a, b) => (a.begin < b.begin ? -1 : 1));
  const files = told.flatMap(({ file, begin }, at) =>
    file.kind === 'changed' && told[at + 1]?.begin.startsWith(begin) ? [] : [file],
  );
  const counts = { added: 0, changed: 0, deleted: 0 };
  for (const { kind } of files) counts[kind] += 1;
  return { files: files.slice(0, most), counts, more: Math.max(0, files.length - most) };
}
