import type { CacheRecord } from '../../../../../app/build/cache.ts';
import { figure, instant, list, record, text, texts } from '../../../../base/json.ts';
import type { EngineHttp } from '../../http/http.ts';
import { messages, number, string, strings, time } from '../session/fields.ts';
import type { GrpcClient } from '../session/grpc-client.ts';
import { bytesField, numberField } from '../session/message.ts';
import { type Field, readFields } from '../session/protobuf.ts';
import { control } from './solve.ts';

/** In bytes: some hundred of each record, and a busy builder has ten thousand. */
const longestList = 32 * 1024 * 1024;
/** UTF-16 units of a record's description, which holds a whole command. */
const longestDescription = 500;
/** Records that are told. */
const mostRecords = 20_000;

/** What BuildKit keeps (`moby.buildkit.v1.DiskUsageResponse`). */
export async function readCache(client: GrpcClient, signal: AbortSignal): Promise<readonly CacheRecord[]> {
  const answer = await client.call(`${control}/DiskUsage`, Buffer.alloc(0), { signal, longest: longestList });
  return messages(readFields(answer), 1).slice(0, mostRecords).map(recordOf);
}

/** Removes records by their ids and tells each that has gone, with the bytes that this freed. */
export async function* pruneCache(
  client: GrpcClient,
  ids: readonly string[],
  signal: AbortSignal,
): AsyncGenerator<CacheRecord, void> {
  const everyKind = 1;
  const request = Buffer.concat([...ids.map((id) => bytesField(1, `id==${id}`)), numberField(2, everyKind)]);
  for await (const message of client.stream(`${control}/Prune`, request, { signal })) {
    yield recordOf(readFields(message));
  }
}

function recordOf(fields: readonly Field[]): CacheRecord {
  const lastUsed = time(fields, 7);
  const former = string(fields, 5);
  const parents = strings(fields, 12);
  return {
    id: string(fields, 1),
    description: string(fields, 9).slice(0, longestDescription),
    size: number(fields, 4),
    created: time(fields, 6) ?? 0,
    ...(lastUsed === undefined ? {} : { lastUsed }),
    uses: number(fields, 8),
    inUse: number(fields, 3) !== 0,
    shared: number(fields, 11) !== 0,
    // An older one has a single parent.
    parents: parents.length === 0 && former !== '' ? [former] : parents,
  };
}

/** The same by the engine's own API, where its BuildKit cannot be asked itself. */
export async function readCacheOfEngine(http: EngineHttp, signal: AbortSignal): Promise<readonly CacheRecord[]> {
  const query = { type: 'build-cache' };
  const answer = await http.list({ method: 'GET', path: '/system/df', query }, signal, { time: undefined });
  return list(record(answer)['BuildCache'])
    .slice(0, mostRecords)
    .map(record)
    .map((raw) => {
      const lastUsed = instant(raw['LastUsedAt']);
      // Docker itself writes the name with a space before it.
      const parents = texts(raw[' Parents'] ?? raw['Parents']);
      const former = text(raw['Parent']);
      return {
        id: text(raw['ID']),
        description: text(raw['Description']).slice(0, longestDescription),
        size: amount(raw['Size']),
        created: instant(raw['CreatedAt']),
        ...(lastUsed > 0 ? { lastUsed } : {}),
        uses: amount(raw['UsageCount']),
        inUse: raw['InUse'] === true,
        shared: raw['Shared'] === true,
        parents: parents.length === 0 && former !== '' ? [former] : parents,
      };
    });
}

/** The same by the engine's own API, one by one: it takes no list of ids. */
export async function* pruneCacheOfEngine(
  http: EngineHttp,
  ids: readonly string[],
  signal: AbortSignal,
): AsyncGenerator<Pick<CacheRecord, 'id' | 'size'>, void> {
  for (const id of ids) {
    const query = { all: 'true', filters: JSON.stringify({ id: [id] }) };
    const request = { method: 'POST', path: '/build/prune', query } as const;
    const answer = record(await http.json(request, signal, { time: undefined }));
    const [first, ...more] = texts(answer['CachesDeleted']);
    if (first !== undefined) yield { id: first, size: amount(answer['SpaceReclaimed']) };
    for (const gone of more) yield { id: gone, size: 0 };
  }
}

const amount = (value: unknown): number => Math.max(0, figure(value) ?? 0);
