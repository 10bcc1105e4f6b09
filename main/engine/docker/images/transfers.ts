import { randomUUID } from 'node:crypto';
import type { Readable } from 'node:stream';
import { problem, toProblem } from '../../../../app/rpc/problem.ts';
import type { ImageReference } from '../../../../app/text/image-reference.ts';
import { figure, record, text } from '../../../base/json.ts';
import type { EngineTransfers, RegistryAuth, TransferEvent } from '../../ports/transfers.ts';
import { bounds } from '../http/bounds.ts';
import { type EngineHttp, parseJson, type Request } from '../http/http.ts';
import { cancelled, engineLost, engineTimeout, streamError } from '../http/problems.ts';
import { reads } from '../http/reads.ts';
import { JsonLines } from '../streams/json-lines.ts';
import { TarEnd } from '../streams/tar-end.ts';
import { loadProblem, registryProblem } from './registry-problems.ts';

/** A registry that is slow to answer a login is down, in ms. */
const loginTime = 60_000;

/** Moves images by an engine's API. */
export function dockerTransfers(http: EngineHttp): EngineTransfers {
  return {
    pull: async function* ({ domain, path, tag, digest }, auth, platform, signal) {
      const query = {
        fromImage: `${domain}/${path}`,
        tag: digest ?? tag ?? 'latest',
        ...(platform === undefined ? {} : { platform }),
      };
      const headers = { 'X-Registry-Auth': authHeader(auth) };
      yield* transfer(http, { method: 'POST', path: '/images/create', query, headers }, signal);
    },
    push: async function* (reference, auth, signal) {
      const { tag = 'latest' } = reference;
      const headers = { 'X-Registry-Auth': authHeader(auth) };
      yield* transfer(http, { method: 'POST', path: pushPath(reference), query: { tag }, headers }, signal);
    },
    save: (names, signal) => archive(http, { method: 'GET', path: '/images/get', query: { names } }, signal),
    export: (container, signal) => archive(http, { method: 'GET', path: `/containers/${container}/export` }, signal),
    load: (archive, signal) => load(http, archive, signal),
    login: (auth, signal) => login(http, auth, signal),
  };
}

async function* archive(http: EngineHttp, request: Request, signal: AbortSignal): AsyncGenerator<Buffer, void> {
  const end = new TarEnd();
  for await (const chunk of reads(await http.stream(request, signal), signal)) {
    end.push(chunk);
    yield chunk;
  }
  if (signal.aborted) throw cancelled();
  end.check();
}

async function login(http: EngineHttp, auth: RegistryAuth, signal: AbortSignal): ReturnType<EngineTransfers['login']> {
  try {
    const request = { method: 'POST', path: '/auth', body: authBody(auth) } as const;
    const { body } = await http.good(request, signal, { time: loginTime, bound: bounds.brief });
    const identityToken = body.trim() === '' ? '' : text(record(parseJson(body))['IdentityToken']);
    return identityToken === '' ? {} : { identityToken };
  } catch (error) {
    const found = registryProblem(error);
    // Podman logs in over TLS only, also where it was told to push and pull without.
    if (found.problem.reason !== 'registry-no-tls' || !(await http.isPodman(signal))) throw found;
    await loginByPull(http, auth, signal);
    return {};
  }
}

/** Whether a registry knows somebody shows in what it says when it is asked for an image that nobody has. */
async function loginByPull(http: EngineHttp, auth: RegistryAuth, signal: AbortSignal): Promise<void> {
  const host = auth.server.replace(/^https?:\/\//i, '').replace(/\/.*$/, '');
  const query = { fromImage: `${host}/login-${randomUUID()}`, tag: 'none' };
  const headers = { 'X-Registry-Auth': authHeader(auth) };
  const end = AbortSignal.any([signal, AbortSignal.timeout(loginTime)]);
  try {
    for await (const _ of transfer(http, { method: 'POST', path: '/images/create', query, headers }, end));
  } catch (error) {
    if (end.aborted && !signal.aborted) throw engineTimeout(loginTime / 1000);
    const { code, reason } = toProblem(error);
    if (code !== 'not-found' && reason !== 'registry-denies') throw error;
  }
}

/**
 * X-Registry-Auth: URL-safe base64 with padding; Docker takes anything else for no login, Podman refuses it. Without a
 * login it is sent too: before 28, Docker wants it on every push.
 */
export function authHeader(auth: RegistryAuth | undefined): string {
  const json = JSON.stringify(auth ? authBody(auth) : {});
  return Buffer.from(json).toString('base64').replaceAll('+', '-').replaceAll('/', '_');
}

function authBody({ server, username, password, identityToken }: RegistryAuth): Record<string, string> {
  return {
    ...(identityToken === undefined ? {} : { identitytoken: identityToken }),
    ...(identityToken === undefined && username !== undefined ? { username } : {}),
    ...(identityToken === undefined && password !== undefined ? { password } : {}),
    serveraddress: server,
  };
}

function pushPath({ domain, path }: ImageReference): string {
  return `/images/${`${domain}/${path}`.split('/').map(encodeURIComponent).join('/')}/push`;
}

/** Podman ends a good transfer in silence; Docker says the digest last, and without that it was stopped in the middle. */
async function* transfer(
  http: EngineHttp,
  request: Parameters<EngineHttp['stream']>[0],
  signal: AbortSignal,
): AsyncGenerator<TransferEvent, void> {
  let settled = await http.isPodman(signal);
  try {
    for await (const event of readTransfer(reads(await http.stream(request, signal), signal))) {
      settled ||= event.kind === 'digest';
      yield event;
    }
  } catch (error) {
    throw registryProblem(error);
  }
  if (signal.aborted) throw cancelled();
  if (!settled) throw engineLost();
}

async function* load(http: EngineHttp, archive: Readable, signal: AbortSignal): AsyncGenerator<TransferEvent, void> {
  // The archive may fail at any time, also after the engine has begun to answer.
  const failed = new AbortController();
  archive.on('error', (error) => failed.abort(error));
  const both = AbortSignal.any([signal, failed.signal]);
  try {
    const headers = { 'Content-Type': 'application/x-tar' };
    const query = { quiet: '0' };
    const stream = await http.stream({ method: 'POST', path: '/images/load', query, headers, upload: archive }, both);
    yield* readTransfer(reads(stream, both));
    if (failed.signal.aborted) throw failed.signal.reason;
    if (signal.aborted) throw cancelled();
  } catch (error) {
    if (failed.signal.aborted && !signal.aborted) throw failed.signal.reason;
    throw loadProblem(error);
  } finally {
    archive.destroy();
  }
}

/**
 * What an engine tells of a transfer. Throws `internal` with the engine's words where it reports an error after its
 * good status.
 */
export async function* readTransfer(chunks: AsyncIterable<Buffer>): AsyncGenerator<TransferEvent, void> {
  const lines = new JsonLines(bounds.line);
  for await (const chunk of chunks) for (const value of lines.push(chunk)) yield* readLine(value);
  for (const value of lines.end()) yield* readLine(value);
}

function* readLine(value: unknown): Generator<TransferEvent> {
  const raw = record(value);
  const error = streamError(raw);
  if (error !== '') throw problem('internal', 'engine-failed', { detail: error.slice(0, 2000) });
  const digest = text(record(raw['aux'])['Digest']);
  if (digest !== '') yield { kind: 'digest', digest };
  const id = text(raw['id']);
  const status = text(raw['status']).slice(0, 500);
  // The first line of a pull carries the tag where layers have their id.
  if (id !== '' && status !== '' && !status.startsWith('Pulling from ')) {
    const { current, total } = sizes(raw['progressDetail']);
    yield {
      kind: 'layer',
      id: id.slice(0, 200),
      status,
      ...(current === undefined ? {} : { current }),
      ...(total === undefined ? {} : { total }),
    };
    return;
  }
  const words = (status || text(raw['stream'])).trim();
  const [, pulled] = /^(?:Digest: |.*: digest: )(sha256:[0-9a-f]{64})\b/.exec(words) ?? [];
  if (pulled !== undefined) yield { kind: 'digest', digest: pulled };
  else if (words !== '') yield { kind: 'message', text: words.slice(0, 2000) };
}

/** Bytes; some engines count an extraction in seconds, which says nothing here. */
function sizes(detail: unknown): { readonly current?: number | undefined; readonly total?: number | undefined } {
  const raw = record(detail);
  return text(raw['units']) === '' ? { current: figure(raw['current']), total: figure(raw['total']) } : {};
}
