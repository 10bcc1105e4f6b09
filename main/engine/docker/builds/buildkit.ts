import { messages, number, string, strings, time } from './session/fields.ts';
import { type Field, readFields } from './session/protobuf.ts';

/** One answer of BuildKit's status stream. */
export interface Trace {
  readonly vertexes: readonly Vertex[];
  readonly statuses: readonly VertexStatus[];
  readonly logs: readonly VertexLog[];
  readonly warnings: readonly VertexWarning[];
}

/** A node of the build's graph. */
export interface Vertex {
  readonly digest: string;
  readonly inputs: readonly string[];
  readonly name: string;
  readonly cached: boolean;
  /** ms since the epoch; absent as long as it did not happen. */
  readonly started?: number;
  /** ms since the epoch; absent as long as it did not happen. */
  readonly completed?: number;
  /** Why it failed; empty if it did not. */
  readonly error: string;
}

/** How far a part of a vertex is. */
export interface VertexStatus {
  readonly id: string;
  readonly vertex: string;
  readonly current: number;
  readonly total: number;
  readonly completed: boolean;
}

/** A piece of output, cut anywhere. */
export interface VertexLog {
  readonly vertex: string;
  readonly bytes: Uint8Array;
}

export interface VertexWarning {
  readonly message: string;
  /** From 1. */
  readonly line?: number;
}

/** Decodes the `aux` of a `moby.buildkit.trace` line. Undefined if it is not one. */
export function decodeTrace(aux: unknown): Trace | undefined {
  return typeof aux === 'string' ? readTrace(Buffer.from(aux, 'base64')) : undefined;
}

/** A message of BuildKit's status stream. Undefined if it is not one: a bad trace must not cost the build. */
export function readTrace(message: Uint8Array): Trace | undefined {
  try {
    const fields = readFields(message);
    return {
      vertexes: messages(fields, 1).map(vertex),
      statuses: messages(fields, 2).map(status),
      logs: messages(fields, 3).map(log),
      warnings: messages(fields, 4).map(warning),
    };
  } catch {
    return undefined;
  }
}

function vertex(fields: readonly Field[]): Vertex {
  const started = time(fields, 5);
  const completed = time(fields, 6);
  return {
    digest: string(fields, 1),
    inputs: strings(fields, 2),
    name: string(fields, 3),
    cached: number(fields, 4) !== 0,
    ...(started === undefined ? {} : { started }),
    ...(completed === undefined ? {} : { completed }),
    error: string(fields, 7),
  };
}

function status(fields: readonly Field[]): VertexStatus {
  return {
    id: string(fields, 1),
    vertex: string(fields, 2),
    current: number(fields, 4),
    total: number(fields, 5),
    completed: time(fields, 8) !== undefined,
  };
}

function log(fields: readonly Field[]): VertexLog {
  return { vertex: string(fields, 1), bytes: fields.findLast(({ number }) => number === 4)?.bytes ?? new Uint8Array() };
}

function warning(fields: readonly Field[]): VertexWarning {
  const [range] = messages(fields, 7);
  const [start] = range ? messages(range, 1) : [];
  const line = start ? number(start, 1) : 0;
  return { message: string(fields, 3), ...(line > 0 ? { line } : {}) };
}
