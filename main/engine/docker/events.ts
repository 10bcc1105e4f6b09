import { setTimeout as sleep } from 'node:timers/promises';
import { record, text } from '../../json.ts';
import type { EngineEvent, EventKind } from '../engine.ts';
import type { Stamp } from '../log-block.ts';
import { bounds } from './bounds.ts';
import type { EngineHttp } from './http.ts';
import { JsonLines } from './json-lines.ts';
import { reads } from './reads.ts';

const kinds: readonly EventKind[] = ['container', 'image', 'volume', 'network'];
/** An id is 64 digits; a volume's is its name, of at most 255 characters, an image's may be a whole reference. */
const longestId = 512;
/** The command of an exec is part of its action; nobody looks at its end. */
const longestAction = 256;
const filters = JSON.stringify({ type: kinds });

/** Podman's names where Docker has another word for the same thing. */
const dockerWords: Readonly<Record<string, string>> = {
  died: 'die',
  remove: 'destroy',
  exec: 'exec_start',
  exec_died: 'exec_die',
};

/**
 * Everything that happens to containers, images, volumes and networks. `ready` comes with the answer's headers: from then on nothing is missed.
 * Podman may hold its headers back until something happens; there `ready` comes after `patience` ms at the latest.
 */
export async function* readEvents(
  http: EngineHttp,
  signal: AbortSignal,
  patience: number | undefined,
): AsyncGenerator<EngineEvent, void> {
  try {
    const opening = http.stream({ method: 'GET', path: '/events', query: { filters } }, signal);
    opening.catch(() => {}); // It is awaited below, unless the reader leaves before.
    if (patience !== undefined) await Promise.race([opening, sleep(patience, undefined, { ref: false })]);
    else await opening;
    yield { kind: 'ready' };
    const lines = new JsonLines(bounds.line);
    for await (const chunk of reads(await opening, signal)) {
      for (const value of lines.push(chunk)) {
        const event = readEvent(value);
        if (event) yield event;
        const moved = readMove(value);
        if (moved) yield moved;
      }
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

/** One event; undefined for what is about something else, or whose id cannot be one. A volume's id is its name, an image's may be a reference. */
export function readEvent(value: unknown): EngineEvent | undefined {
  const raw = record(value);
  const id = idOf(text(record(raw['Actor'])['ID']) || text(raw['id']));
  const word = (text(raw['Action']) || text(raw['status'])).slice(0, longestAction);
  const kind = kinds.find((kind) => kind === text(raw['Type']));
  if (!kind || !id || !word) return undefined;
  const action = dockerWords[word] ?? word;
  const exitCode = action === 'die' ? exitCodeOf(attributesOf(raw)) : undefined;
  const signal = kind === 'container' && action === 'kill' ? signalOf(attributesOf(raw)) : undefined;
  const at = kind === 'container' && (action === 'start' || action === 'die') ? stampOf(raw) : undefined;
  return {
    kind,
    id,
    action,
    ...(exitCode === undefined ? {} : { exitCode }),
    ...(signal ? { signal } : {}),
    ...(at ? { at } : {}),
  };
}

/** A number of nanoseconds loses its last digits in JavaScript: some 200 ns. */
function stampOf(raw: Readonly<Record<string, unknown>>): Stamp | undefined {
  const nanos = raw['timeNano'];
  if (typeof nanos !== 'number' || !Number.isSafeInteger(Math.floor(nanos / 1e9)) || nanos <= 0) return undefined;
  const seconds = Math.floor(nanos / 1e9);
  return { seconds, nanos: Math.min(999_999_999, Math.max(0, nanos - seconds * 1e9)) };
}

/** Half a character cannot be sent back in an address. */
function idOf(id: string): string {
  return id.length <= longestId && !/\p{Surrogate}/u.test(id) ? id : '';
}

function attributesOf(raw: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return record(record(raw['Actor'])['Attributes']);
}

/** Docker's attribute and Podman's; Windows has ten digits. */
function exitCodeOf(attributes: Readonly<Record<string, unknown>>): number | undefined {
  const code = text(attributes['exitCode']) || text(attributes['containerExitCode']);
  return /^\d{1,10}$/.test(code) ? Number(code) : undefined;
}

function signalOf(attributes: Readonly<Record<string, unknown>>): string | undefined {
  const signal = text(attributes['signal']);
  return /^\d{1,2}$/.test(signal) ? signal : undefined;
}

/** The container's side of a network's `connect` or `disconnect`, which no event of the container's own tells. */
function readMove(value: unknown): EngineEvent | undefined {
  const raw = record(value);
  const word = text(raw['Action']);
  const id = idOf(text(attributesOf(raw)['container']));
  if (text(raw['Type']) !== 'network' || !/^(dis)?connect$/.test(word) || id === '') return undefined;
  return { kind: 'container', id, action: `network ${word}` };
}
