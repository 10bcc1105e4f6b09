import { setTimeout as sleep } from 'node:timers/promises';
import { type Kind, kinds } from '../../../../app/object-key.ts';
import { type Raw, record, text } from '../../../base/json.ts';
import type { EngineEvent, EventKind } from '../../engine.ts';
import type { Stamp } from '../../ports/log-block.ts';
import { bounds } from '../http/bounds.ts';
import type { EngineHttp } from '../http/http.ts';
import { reads } from '../http/reads.ts';
import { JsonLines } from '../streams/json-lines.ts';

const heard = (Object.keys(kinds) as Kind[]).filter((kind): kind is EventKind => kind !== 'project');
/** An id is 64 digits; a volume's is its name, of at most 255 characters, an image's may be a whole reference. */
const longestId = 512;
/** The command of an exec is part of its action; nobody looks at its end. */
const longestAction = 256;
type ContainerEvent = Exclude<EngineEvent, { kind: 'ready' }>;
/** Podman knows no swarm, and refuses to filter by what it does not know. */
const ofSwarm: readonly EventKind[] = ['service', 'node'];
const filtersFor = (kinds: readonly EventKind[]) => JSON.stringify({ type: kinds });
const filters = filtersFor(heard);
const podmanFilters = filtersFor(heard.filter((kind) => !ofSwarm.includes(kind)));

/** Podman's names where Docker has another word for the same thing. */
const dockerWords: Readonly<Record<string, string>> = {
  died: 'die',
  remove: 'destroy',
  exec: 'exec_start',
  exec_died: 'exec_die',
};

/**
 * Everything that happens to containers, images, volumes, networks and, on its managers, to services and nodes of a swarm. `ready` comes with the answer's headers: from then on nothing is missed.
 * Podman may hold its headers back until something happens; there `ready` comes after `patience` ms at the latest.
 */
export async function* readEvents(
  http: EngineHttp,
  signal: AbortSignal,
  patience: number | undefined,
): AsyncGenerator<EngineEvent, void> {
  try {
    const opening = http.stream(
      { method: 'GET', path: '/events', query: { filters: patience === undefined ? filters : podmanFilters } },
      signal,
    );
    opening.catch(() => {}); // It is awaited below, unless the reader leaves before.
    if (patience !== undefined) await Promise.race([opening, sleep(patience, undefined, { ref: false })]);
    else await opening;
    yield { kind: 'ready' };
    const lines = new JsonLines(bounds.line);
    for await (const chunk of reads(await opening, signal)) {
      for (const value of lines.push(chunk)) yield* readChange(value);
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

/**
 * What one event of an engine tells; nothing where it is about something else, or whose id cannot be one. A volume's id is
 * its name, an image's may be a reference.
 */
export function readChange(value: unknown): EngineEvent[] {
  const raw = record(value);
  const word = (text(raw['Action']) || text(raw['status'])).slice(0, longestAction);
  const kind = heard.find((kind) => kind === text(raw['Type']));
  if (!kind || !word) return [];
  const action = dockerWords[word] ?? word;
  const attributes = attributesOf(raw);
  const moves = kind === 'network' && /^(dis)?connect$/.test(action);
  const member = moves ? idOf(text(attributes['container']) || actorOf(raw)) : '';
  // Podman puts the container where Docker has the network, which of its lists nobody needs to read for that.
  const id = moves && text(attributes['container']) === '' ? '' : idOf(actorOf(raw) || ownName(kind, attributes));
  return [
    ...(id ? [{ kind, id, action, ...(kind === 'container' ? runFacts(action, raw) : {}) }] : []),
    ...(member ? [{ kind: 'container' as const, id: member, action: `network ${action}` }] : []),
  ];
}

function actorOf(raw: Raw): string {
  return text(record(raw['Actor'])['ID']) || text(raw['id']);
}

/** Podman leaves the id of volumes, and of images that it built or loaded, empty. A container's name is no id. */
function ownName(kind: EventKind, attributes: Raw): string {
  return kind === 'container' ? '' : text(attributes['name']);
}

/** What an event tells of a container's run. */
function runFacts(action: string, raw: Raw): Pick<ContainerEvent, 'exitCode' | 'signal' | 'at'> {
  const exitCode = action === 'die' ? exitCodeOf(attributesOf(raw)) : undefined;
  const signal = action === 'kill' ? signalOf(attributesOf(raw)) : undefined;
  const at = action === 'start' || action === 'die' ? stampOf(raw) : undefined;
  return {
    ...(exitCode === undefined ? {} : { exitCode }),
    ...(signal ? { signal } : {}),
    ...(at ? { at } : {}),
  };
}

/** A number of nanoseconds loses its last digits in JavaScript: some 200 ns. */
function stampOf(raw: Raw): Stamp | undefined {
  const nanos = raw['timeNano'];
  if (typeof nanos !== 'number' || !Number.isSafeInteger(Math.floor(nanos / 1e9)) || nanos <= 0) return undefined;
  const seconds = Math.floor(nanos / 1e9);
  return { seconds, nanos: Math.min(999_999_999, Math.max(0, nanos - seconds * 1e9)) };
}

/** Half a character cannot be sent back in an address. */
function idOf(id: string): string {
  return id.length <= longestId && !/\p{Surrogate}/u.test(id) ? id : '';
}

function attributesOf(raw: Raw): Raw {
  return record(record(raw['Actor'])['Attributes']);
}

/** Docker's attribute and Podman's; Windows has ten digits. */
function exitCodeOf(attributes: Raw): number | undefined {
  const code = text(attributes['exitCode']) || text(attributes['containerExitCode']);
  return /^\d{1,10}$/.test(code) ? Number(code) : undefined;
}

function signalOf(attributes: Raw): string | undefined {
  const signal = text(attributes['signal']);
  return /^\d{1,2}$/.test(signal) ? signal : undefined;
}
