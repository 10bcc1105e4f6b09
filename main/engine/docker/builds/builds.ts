import type { Readable } from 'node:stream';
import type { Ulimit } from '../../../../app/container/ulimits.ts';
import type { EngineVersion } from '../../../../app/engines/engine.ts';
import { cause, ProblemError, problem } from '../../../../app/rpc/problem.ts';
import { record, text } from '../../../base/json.ts';
import type { BuildEvent, BuilderKind, BuilderStep, BuildOptions, EngineBuilds } from '../../ports/builds.ts';
import { bounds } from '../http/bounds.ts';
import type { EngineHttp, Request } from '../http/http.ts';
import { streamError } from '../http/problems.ts';
import { reads } from '../http/reads.ts';
import { JsonLines } from '../streams/json-lines.ts';
import { abilitiesOf } from './abilities.ts';
import { buildCache } from './build-cache.ts';
import { checkBuild, hasChecks } from './build-checks.ts';
import { decodeTrace } from './buildkit.ts';
import { BuildkitFold } from './buildkit-fold.ts';
import { ClassicFold } from './classic-fold.ts';
import { controlOf, newRef, type Solving, solve } from './control/solve.ts';
import { canSolve, needsControl } from './control/solve-message.ts';
import { otherBuilds } from './other-builds.ts';
import type { GrpcClient } from './session/grpc-client.ts';
import { type BuildSession, openSession } from './session/session.ts';
import { maxMessage, readSolving } from './solving.ts';

/** Builds on an engine: BuildKit on Docker, the classic builder's protocol elsewhere. */
export function dockerBuilds(http: EngineHttp): EngineBuilds {
  return {
    build: async function* (options, context, signal) {
      // The context may fail at any time, also after the engine has begun to answer.
      const failed = new AbortController();
      context.on('error', (error) => failed.abort(error));
      const both = AbortSignal.any([signal, failed.signal]);
      let session: BuildSession | undefined;
      let control: GrpcClient | undefined;
      try {
        const version = await http.agreed(both);
        const builder = version.features.buildkit ? 'buildkit' : 'classic';
        session = builder === 'buildkit' ? await sessionFor(http, options, failed, both) : undefined;
        control = session && canSolve(options) ? await controlOf(http, both) : undefined;
        if (!control && needsControl(options)) throw problem('unsupported', 'build-host-by-address');
        yield { kind: 'builder', builder, way: control ? 'control' : session ? 'session' : 'tar' };
        const request = async () =>
          requestOf(version, session ? options : await withoutSession(options), session ?? context);
        const events =
          session && control
            ? readSolving(solving(control, session.id, options, both), both)
            : readBuild(builder, reads(await http.stream(await request(), both), both));
        let running: BuilderStep | undefined;
        for await (const event of events) {
          if (both.aborted) break;
          if (event.kind === 'step') running = event.step.state === 'running' ? event.step : undefined;
          yield event;
        }
        if (failed.signal.aborted) throw failed.signal.reason;
        if (signal.aborted && running && goesOn(http, running)) yield { kind: 'goes-on', step: running.id };
        if (signal.aborted) throw problem('cancelled', 'cancelled');
      } catch (error) {
        throw failed.signal.aborted && !signal.aborted ? asProblem(failed.signal.reason) : error;
      } finally {
        control?.close();
        session?.close();
        context.destroy();
      }
    },
    ...buildCache(http),
    ...otherBuilds(http),
    abilities: (signal) => abilitiesOf(http, signal),
    check: async (file, images, signal) => {
      return hasChecks(await http.agreed(signal)) ? checkBuild(http, file, images, signal) : undefined;
    },
  };
}

/**
 * Whether a cancel leaves a step running: Podman, whose API has no way to end it, sees that nobody listens only when a
 * program that it runs has ended.
 */
function goesOn(http: EngineHttp, { name }: BuilderStep): boolean {
  return /^\[[^\]]*\] RUN\b/i.test(name) && http.known?.product === 'Podman';
}

function asProblem(error: unknown): ProblemError {
  if (error instanceof ProblemError) return error;
  return problem('internal', 'context-unread', {
    detail: error instanceof Error ? error.message : String(error),
  });
}

/** Undefined where an engine has no sessions, or a proxy lets none through: the tar has to do. */
async function sessionFor(
  http: EngineHttp,
  { files, lent, output }: BuildOptions,
  failed: AbortController,
  signal: AbortSignal,
): Promise<BuildSession | undefined> {
  if (!files) return undefined;
  try {
    const means = { files, ...(lent ? { lent } : {}), output };
    return await openSession(http, means, (problem) => failed.abort(problem), signal);
  } catch (error) {
    if (signal.aborted) throw error;
    return undefined;
  }
}

/** Begins a build anew with each call. */
function solving(control: GrpcClient, session: string, options: BuildOptions, signal: AbortSignal): () => Solving {
  return () => solve(control, newRef(), session, options, signal);
}

/** A builder that cannot ask for anything while it builds is lent nothing. */
async function withoutSession(options: BuildOptions): Promise<BuildOptions> {
  const { lent } = options;
  if (!lent) return options;
  if (lent.secrets.size > 0 || lent.agent) throw problem('unsupported', 'build-lends-nothing');
  return (await lent.bring()) ? { ...options, pull: false } : options;
}

function requestOf(
  { product, features }: EngineVersion,
  options: BuildOptions,
  source: Readable | BuildSession,
): Request {
  const isSession = 'id' in source;
  return {
    method: 'POST',
    path: '/build',
    query: {
      version: features.buildkit ? 2 : 1,
      dockerfile: options.dockerfile.replaceAll('\\', '/'),
      t: options.tags,
      buildargs: JSON.stringify(options.args),
      rm: 'true',
      forcerm: 'true',
      ...(options.target === undefined ? {} : { target: options.target }),
      ...(options.noCache ? { nocache: 'true' } : {}),
      ...(options.pull ? { pull: 'true' } : {}),
      ...moreOf(options, product),
      ...(isSession ? { remote: 'client-session', session: source.id } : {}),
    },
    ...(isSession ? {} : { upload: source }),
  };
}

function moreOf(options: BuildOptions, product: EngineVersion['product']): NonNullable<Request['query']> {
  const { labels, extraHosts, network, cacheFrom, platform, shmSize, ulimits } = options;
  return {
    ...(labels ? { labels: JSON.stringify(labels) } : {}),
    // Podman takes one list where Docker takes each.
    ...(extraHosts ? { extrahosts: product === 'Podman' ? JSON.stringify(extraHosts) : extraHosts } : {}),
    ...(network === undefined ? {} : { networkmode: network }),
    ...(cacheFrom ? { cachefrom: JSON.stringify(cacheFrom) } : {}),
    ...(platform === undefined ? {} : { platform }),
    ...(shmSize === undefined ? {} : { shmsize: shmSize }),
    ...(ulimits
      ? { ulimits: JSON.stringify(ulimits.map((limit) => (product === 'Podman' ? limitText(limit) : limitOf(limit)))) }
      : {}),
  };
}

const limitText = ({ name, soft, hard }: Ulimit) => `${name}=${soft}:${hard}`;
const limitOf = ({ name, soft, hard }: Ulimit) => ({ Name: name, Soft: soft, Hard: hard });

/** What an engine answers to a build, as events; throws `engine-unreachable` if it ends without saying how it went. */
export async function* readBuild(
  builder: BuilderKind,
  chunks: AsyncIterable<Buffer>,
): AsyncGenerator<BuildEvent, void> {
  const lines = new JsonLines(bounds.trace);
  const reader = builder === 'buildkit' ? buildkitReader() : classicReader();
  let settled = false;
  const take = function* (values: readonly unknown[]): Generator<BuildEvent> {
    for (const event of values.flatMap((value) => reader.line(value))) {
      if (event.kind === 'image' || event.kind === 'error') settled = true;
      yield event;
    }
  };
  for await (const chunk of chunks) yield* take(lines.push(chunk));
  yield* take(lines.end());
  yield* reader.end();
  if (!settled) yield { kind: 'error', message: '', cause: cause('engine-lost') };
}

interface Reader {
  line(value: unknown): BuildEvent[];
  end(): BuildEvent[];
}

function buildkitReader(): Reader {
  const fold = new BuildkitFold();
  return {
    line: (value) => {
      const raw = record(value);
      const error = errorOf(value);
      if (error !== undefined) return [...fold.end(), { kind: 'error', message: error }];
      if (raw['id'] === 'moby.image.id') return imageOf(raw['aux']);
      if (raw['id'] !== 'moby.buildkit.trace') return [];
      const trace = decodeTrace(raw['aux']);
      return trace ? fold.push(trace) : [];
    },
    end: () => fold.end(),
  };
}

function classicReader(): Reader {
  const fold = new ClassicFold();
  let whole: BuildEvent[] = [];
  // What it prints of the image is short; said beside that, it is whole.
  const printed = (text: string): BuildEvent[] =>
    fold.push(text).flatMap((event) => (event.kind === 'image' && whole.length > 0 ? whole : [event]));
  return {
    line: (value) => {
      const raw = record(value);
      const error = errorOf(value);
      if (error !== undefined) return [...fold.end(error), { kind: 'error', message: error }];
      if (raw['aux'] !== undefined) return (whole = imageOf(raw['aux']));
      const status = [text(raw['id']), text(raw['status'])].filter(Boolean).join(': ');
      // A pull inside a build counts bytes in place; its words once are enough.
      if (status && raw['progress'] === undefined) return printed(`${status}\n`);
      return printed(text(raw['stream']));
    },
    end: () => fold.end(),
  };
}

function imageOf(aux: unknown): BuildEvent[] {
  const id = text(record(aux)['ID']);
  return id === '' ? [] : [{ kind: 'image', id }];
}

function errorOf(value: unknown): string | undefined {
  const message = streamError(record(value));
  return message === '' ? undefined : message.slice(0, maxMessage);
}
