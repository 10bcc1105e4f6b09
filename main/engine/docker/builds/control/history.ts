import type { ListChange } from '../../../../../app/rpc/live.ts';
import { familiarReference, isFault, parseReference } from '../../../../../app/text/image-reference.ts';
import type { OtherBuild } from '../../../ports/other-builds.ts';
import { map, messages, number, string, time } from '../session/fields.ts';
import { type GrpcClient, GrpcError } from '../session/grpc-client.ts';
import { numberField } from '../session/message.ts';
import { type Field, readFields } from '../session/protobuf.ts';
import { control, isOwnRef } from './solve.ts';

/** Builds that are told; an engine keeps some hundred. */
const mostBuilds = 300;
/** Of those that are there at first, so many are looked at. */
const mostThere = 10_000;
/** UTF-16 units of a name, a tag or an option. */
const longestName = 500;
/** The same of what a builder complains about. */
const longestError = 4_000;
/** Tags of a build, and names of its arguments. */
const mostNames = 50;
/** What gRPC says where a server has no such method. */
const unimplemented = 12;
/** Of `BuildHistoryEventType`. */
const deleted = 2;

/**
 * The builds of BuildKit's history that no Gantry asked for (`moby.buildkit.v1.Control/ListenBuildHistory`): first those that
 * are there, then each change. Ends at once after telling none where it keeps no history, as that of Docker 20.10.
 */
export async function* listenHistory(
  client: GrpcClient,
  signal: AbortSignal,
): AsyncGenerator<ListChange<OtherBuild>, void> {
  const known = new Set<string>();
  try {
    const there: OtherBuild[] = [];
    for await (const event of events(client, numberField(3, 1), signal)) {
      if (event.build && there.length < mostThere) there.push(event.build);
    }
    const changed = there.toSorted((a, b) => b.started - a.started).slice(0, mostBuilds);
    for (const { id } of changed) known.add(id);
    yield { reset: true, complete: true, changed, removed: [] };
    // It tells first of those that are there once more, among which may be what came meanwhile.
    for await (const { ref, build } of events(client, Buffer.alloc(0), signal)) {
      if (!build) {
        if (known.delete(ref)) yield { reset: false, complete: true, changed: [], removed: [ref] };
      } else if (known.has(ref) || known.size < 2 * mostBuilds) {
        known.add(ref);
        yield { reset: false, complete: true, changed: [build], removed: [] };
      }
    }
  } catch (error) {
    if (!(error instanceof GrpcError && error.code === unimplemented)) throw error;
    yield { reset: true, complete: true, changed: [], removed: [] };
  }
}

interface HistoryEvent {
  readonly ref: string;
  /** Absent where it is not kept any more. */
  readonly build?: OtherBuild;
}

async function* events(
  client: GrpcClient,
  request: Uint8Array,
  signal: AbortSignal,
): AsyncGenerator<HistoryEvent, void> {
  for await (const message of client.stream(`${control}/ListenBuildHistory`, request, { signal })) {
    const fields = readFields(message);
    const [record] = messages(fields, 2);
    const ref = record ? string(record, 1) : '';
    if (!record || !isRef(ref) || isOwnRef(ref)) continue;
    yield number(fields, 1) === deleted ? { ref } : { ref, build: buildOf(ref, record) };
  }
}

/** What may be asked for by its name later. */
const isRef = (ref: string): boolean => /^[\w.:-]{1,200}$/.test(ref);

/** `BuildHistoryRecord`. */
function buildOf(ref: string, fields: readonly Field[]): OtherBuild {
  const attributes = map(fields, 3);
  const ended = time(fields, 7);
  const [status] = messages(fields, 5);
  const error = status ? string(status, 2).slice(0, longestError) : undefined;
  const short = (text: string | undefined) => (text ? text.slice(0, longestName) : undefined);
  const [target, platform] = [short(attributes['target']), short(attributes['platform'])];
  return {
    id: ref,
    tags: tagsOf(fields),
    dockerfile: short(attributes['filename']) ?? 'Dockerfile',
    ...(target === undefined ? {} : { target }),
    ...(platform === undefined ? {} : { platform }),
    argNames: argumentsOf(attributes),
    noCache: attributes['no-cache'] !== undefined,
    state: ended === undefined ? 'running' : !status ? 'succeeded' : isCancel(status) ? 'cancelled' : 'failed',
    started: time(fields, 6) ?? 0,
    ...(ended === undefined ? {} : { ended }),
    stepCount: number(fields, 16),
    cachedCount: number(fields, 15),
    ...(error === undefined || isCancel(status ?? []) ? {} : { error }),
  };
}

/** A `google.rpc.Status` with the code of gRPC for that. */
function isCancel(status: readonly Field[]): boolean {
  return number(status, 1) === 1;
}

/** Exporters are told what to call it, with commas between. */
function tagsOf(fields: readonly Field[]): string[] {
  return messages(fields, 4)
    .flatMap((exporter) => (map(exporter, 2)['name'] ?? '').slice(0, mostNames * longestName).split(','))
    .filter((tag) => tag !== '')
    .slice(0, mostNames)
    .map((tag) => familiar(tag.slice(0, longestName)));
}

/** As people write it: an engine puts the registry before it. */
function familiar(tag: string): string {
  const parsed = parseReference(tag);
  return isFault(parsed) ? tag : familiarReference(parsed);
}

function argumentsOf(attributes: Readonly<Record<string, string>>): string[] {
  return Object.keys(attributes)
    .filter((name) => name.startsWith('build-arg:'))
    .slice(0, mostNames)
    .map((name) => name.slice('build-arg:'.length, longestName));
}
