import type { BuildEvent, BuilderStep } from '../../ports/builds.ts';
import { LineJoiner } from '../streams/line-joiner.ts';
import type { Trace, Vertex, VertexLog, VertexStatus } from './buildkit.ts';

/** A Dockerfile of some hundred instructions has about twice as many vertexes; beyond this they are not told. */
const mostVertexes = 2_000;

/** Steps that one may wait for; a Dockerfile's wait for two or three. */
const mostInputs = 32;

interface Known {
  step: BuilderStep;
  readonly lines: LineJoiner;
}

/** Folds BuildKit's traces, which repeat themselves, into the changes that they bring. */
export class BuildkitFold {
  readonly #known = new Map<string, Known>();
  readonly #warned = new Set<string>();

  push(trace: Trace): BuildEvent[] {
    return [
      ...trace.vertexes.flatMap((vertex) => this.#vertex(vertex)),
      ...trace.statuses.flatMap((status) => this.#status(status)),
      ...trace.logs.flatMap((log) => this.#log(log)),
      ...trace.warnings.flatMap(({ message, line }): BuildEvent[] => {
        const key = `${line ?? 0} ${message}`;
        if (message === '' || this.#warned.has(key) || this.#warned.size >= mostVertexes) return [];
        this.#warned.add(key);
        return [{ kind: 'warning', message, ...(line === undefined ? {} : { line }) }];
      }),
    ];
  }

  /** Last lines that lack their end. */
  end(): BuildEvent[] {
    return [...this.#known.keys()].flatMap((id) => this.#rest(id));
  }

  #vertex(vertex: Vertex): BuildEvent[] {
    const { digest } = vertex;
    const known = this.#known.get(digest);
    if (digest === '' || (!known && this.#known.size >= mostVertexes)) return [];
    const step = merge(known?.step, vertex);
    if (known && same(known.step, step)) return [];
    if (known) known.step = step;
    else this.#known.set(digest, { step, lines: new LineJoiner() });
    const over = step.state !== 'running' && step.state !== 'waiting';
    return [...(over ? this.#rest(digest) : []), { kind: 'step', step }];
  }

  #status({ id, vertex, current, total, completed }: VertexStatus): BuildEvent[] {
    if (!this.#known.has(vertex) || id === '') return [];
    const done = completed && total > 0 ? total : current;
    const size = { ...(current > 0 ? { current: done } : {}), ...(total > 0 ? { total } : {}) };
    return [{ kind: 'progress', step: vertex, text: id.slice(0, 200), ...size }];
  }

  #log({ vertex, bytes }: VertexLog): BuildEvent[] {
    return output(vertex, this.#known.get(vertex)?.lines.push(bytes));
  }

  #rest(vertex: string): BuildEvent[] {
    return output(vertex, this.#known.get(vertex)?.lines.end());
  }
}

function output(step: string, text: string | undefined): BuildEvent[] {
  return text === undefined ? [] : [{ kind: 'output', step, text }];
}

/** Once failed or cached stays so: a vertex that is looked at again for the export tells less than before. */
function merge(before: BuilderStep | undefined, vertex: Vertex): BuilderStep {
  const started = before?.started ?? vertex.started;
  const ended = vertex.completed ?? before?.ended;
  const error = before?.error ?? (vertex.error || undefined);
  const after = before?.after ?? vertex.inputs.slice(0, mostInputs);
  return {
    id: vertex.digest,
    name: vertex.name || (before?.name ?? ''),
    state: stateOf(before, vertex, error),
    ...(started === undefined ? {} : { started }),
    ...(ended === undefined ? {} : { ended }),
    ...(error === undefined ? {} : { error }),
    ...(after.length === 0 ? {} : { after }),
  };
}

function stateOf(before: BuilderStep | undefined, vertex: Vertex, error: string | undefined): BuilderStep['state'] {
  if (error !== undefined) return error.endsWith('context canceled') ? 'cancelled' : 'failed';
  if (vertex.cached || before?.state === 'cached') return 'cached';
  if (vertex.completed !== undefined || before?.state === 'done') return 'done';
  return vertex.started === undefined ? (before?.state ?? 'waiting') : 'running';
}

function same(a: BuilderStep, b: BuilderStep): boolean {
  return a.name === b.name && a.state === b.state && a.started === b.started && a.ended === b.ended;
}
