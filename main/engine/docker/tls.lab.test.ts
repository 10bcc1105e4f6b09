import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer as createPlain, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer } from 'node:tls';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cause, type Problem, toProblem } from '../../../app/rpc/problem.ts';
import { entriesOf } from '../../../e2e/fake/log-lines.ts';
import { docker, lab } from '../../../e2e/lab/use.ts';
import { nextStep, said } from '../../../renderer/words/problems.ts';
import type { TlsFiles } from '../endpoints/endpoints.ts';
import { addressOf } from '../endpoints/host-address.ts';
import type { Engine } from '../engine.ts';
import { dockerEngine } from './engine.ts';

const never = new AbortController().signal;
const folder = mkdtempSync(join(tmpdir(), 'tls-'));
const pem = (name: string): string => readFileSync(join(folder, `${name}.pem`), 'utf8');
const openssl = (...args: string[]): void => void execFileSync('openssl', args, { cwd: folder, stdio: 'ignore' });

function authority(name: string): void {
  const subject = ['-subj', `/CN=${name}`, '-days', '2', '-nodes'];
  openssl('req', '-x509', '-newkey', 'rsa:2048', ...subject, '-keyout', `${name}-key.pem`, '-out', `${name}.pem`);
}

function certificate(name: string, ca: string, alternative: string, days = '2'): void {
  writeFileSync(join(folder, `${name}.ext`), `subjectAltName=${alternative}`);
  openssl(
    'req',
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-subj',
    `/CN=${name}`,
    '-keyout',
    `${name}-key.pem`,
    '-out',
    `${name}.csr`,
  );
  const by = [
    '-CA',
    `${ca}.pem`,
    '-CAkey',
    `${ca}-key.pem`,
    '-CAcreateserial',
    '-days',
    days,
    '-extfile',
    `${name}.ext`,
  ];
  openssl('x509', '-req', '-in', `${name}.csr`, ...by, '-out', `${name}.pem`);
}

const servers: Server[] = [];
const ports = { tls: 0, plain: 0, misnamed: 0, expired: 0, strict: 0, http: 0 };
let strict: ChildProcess | undefined;

/** The lab's engine behind a port, as a daemon with --tlsverify is. */
async function serve(server: Server): Promise<number> {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return typeof address === 'object' && address ? address.port : 0;
}

/** A server that says why it refuses a certificate; Node's just hangs up. */
async function startStrict(): Promise<number> {
  const files = ['-cert', 'server.pem', '-key', 'server-key.pem', '-CAfile', 'ca.pem'];
  const args = ['s_server', '-accept', '0', ...files, '-Verify', '1', '-verify_return_error', '-www'];
  strict = spawn('openssl', args, { cwd: folder, stdio: ['ignore', 'pipe', 'ignore'] });
  let said = '';
  for await (const bytes of strict.stdout ?? []) {
    said += String(bytes);
    const [, port] = /ACCEPT \S+:(\d+)/.exec(said) ?? [];
    if (port !== undefined) return Number(port);
  }
  throw new Error(said);
}

beforeAll(async () => {
  authority('ca');
  authority('stranger');
  certificate('server', 'ca', 'IP:127.0.0.1');
  certificate('misnamed', 'ca', 'DNS:elsewhere');
  certificate('client', 'ca', 'DNS:client');
  certificate('intruder', 'stranger', 'DNS:client');
  certificate('past', 'ca', 'IP:127.0.0.1', '-1');
  const pipe = (socket: Socket): void => {
    const upstream = connect(lab.socket);
    socket.on('error', () => upstream.destroy());
    upstream.on('error', () => socket.destroy());
    socket.pipe(upstream).pipe(socket);
  };
  const secure = (name: string): Server =>
    createServer(
      { ca: pem('ca'), cert: pem(name), key: pem(`${name}-key`), requestCert: true, rejectUnauthorized: true },
      pipe,
    );
  ports.tls = await serve(secure('server'));
  ports.misnamed = await serve(secure('misnamed'));
  ports.plain = await serve(createPlain(pipe));
  ports.expired = await serve(secure('past'));
  // As Go's servers answer over TLS to what comes without.
  const https = 'HTTP/1.0 400 Bad Request\r\n\r\nClient sent an HTTP request to an HTTPS server.\n';
  ports.http = await serve(createPlain((socket) => socket.on('error', () => {}).end(https)));
  ports.strict = await startStrict();
});
afterAll(() => {
  strict?.kill('SIGKILL');
  for (const server of servers) server.close();
  rmSync(folder, { recursive: true });
});

const engineAt = (port: number, tls?: TlsFiles): Engine =>
  dockerEngine({ kind: 'tcp', host: '127.0.0.1', port, ...(tls ? { tls } : {}) });
const ours = (): TlsFiles => ({ ca: pem('ca'), cert: pem('client'), key: pem('client-key'), skipVerify: false });
const failure = (run: Promise<unknown>): Promise<Problem> => run.then(() => expect.unreachable(), toProblem);

describe('an engine behind TCP', () => {
  test.each(['with TLS', 'without TLS'])('%s answers calls, streams and shells', async (kind) => {
    const engine = kind === 'with TLS' ? engineAt(ports.tls, ours()) : engineAt(ports.plain);
    const abort = new AbortController();
    expect(await engine.version(never)).toMatchObject({ product: 'Docker' });
    for await (const event of engine.events(abort.signal)) {
      expect(event).toEqual({ kind: 'ready' });
      abort.abort();
    }
    const script = 'seq 1 20000; echo over >&2; sleep 100';
    const id = await docker('run', '-d', '--init', 'busybox', 'sh', '-c', script);
    // The two streams come in either order.
    const printed = async (): Promise<string[]> => {
      const { stdout, stderr } = await lab.cli('logs', id);
      return [stdout.slice(-6), stderr];
    };
    await expect.poll(printed).toEqual(['20000\n', 'over\n']);
    const session = await engine.containers.exec(id, { command: ['sh'], env: [], cols: 80, rows: 24 }, never);
    let shown = '';
    for await (const bytes of session.output) {
      // A shell that begins throws away what was typed before.
      if (shown === '') await session.write(Buffer.from('exit 3\n'));
      shown += Buffer.from(bytes).toString();
    }
    // It may ask where its cursor is while it echoes.
    expect(shown.replaceAll('\u001b[6n', '').replaceAll('\u001b[J', '')).toContain('exit 3');
    expect(await session.exitCode()).toBe(3);
    const read: string[] = [];
    for await (const block of engine.containers.logs(id, { tail: 'all', follow: false }, never)) {
      read.push(...entriesOf(block).map(({ text }) => text));
    }
    expect(read.filter((text) => text !== 'over')).toEqual(Array.from({ length: 20_000 }, (_, n) => String(n + 1)));
    expect(read).toContain('over');
    await engine.containers.remove(id, true, never);
  });

  test('whose server hangs up on a certificate that it does not know may have refused it', async () => {
    const theirs = { ca: pem('ca'), cert: pem('intruder'), key: pem('intruder-key'), skipVerify: false };
    const refused = await failure(engineAt(ports.tls, theirs).version(never));
    expect(refused.code).toMatch(/^(unauthorized|engine-unreachable)$/);
    expect(nextStep(refused)).toContain('cert.pem');
  });

  describe('that cannot be reached over TLS', () => {
    const cases: readonly (readonly [why: string, reason: string, said: string, at: () => Engine])[] = [
      [
        'the key is of another certificate',
        'tls-key-unfit',
        'The key of this connection does not belong to its certificate.',
        () => engineAt(ports.tls, { ...ours(), key: pem('server-key') }),
      ],
      [
        'a file is damaged',
        'tls-file-damaged',
        'A certificate or the key of this connection cannot be read.',
        () => engineAt(ports.tls, { ...ours(), key: 'x' }),
      ],
      [
        'the folder is missing',
        'tls-file-missing',
        'TLS is asked for, but /nowhere/ca.pem cannot be read.',
        () => dockerEngine(addressOf('tcp://127.0.0.1:1', cause('tls-file-missing', { file: '/nowhere/ca.pem' }))),
      ],
      [
        'the port is plain',
        'no-tls-here',
        'The engine does not speak TLS at this address.',
        () => engineAt(ports.plain, ours()),
      ],
      [
        'the port is TLS and TLS is not asked for',
        'tls-wanted',
        'The engine speaks only TLS at this address.',
        () => engineAt(ports.http),
      ],
      [
        'the authority is unknown',
        'certificate-authority-unknown',
        'Nobody whom this connection trusts has signed the certificate of the engine.',
        () => engineAt(ports.tls, { ...ours(), ca: pem('stranger') }),
      ],
      [
        'the certificate of the engine has expired',
        'certificate-expired',
        'The certificate of the engine has expired.',
        () => engineAt(ports.expired, ours()),
      ],
      [
        'its own certificate has expired',
        'certificate-expired',
        'Your certificate for this engine has expired.',
        () => engineAt(ports.strict, { ...ours(), cert: pem('past'), key: pem('past-key') }),
      ],
      [
        'a stranger signed its certificate',
        'own-certificate-refused',
        'The engine does not accept your certificate.',
        () => engineAt(ports.strict, { ...ours(), cert: pem('intruder'), key: pem('intruder-key') }),
      ],
      [
        'it has no certificate',
        'own-certificate-missing',
        'The engine wants a certificate of yours, and this connection has none.',
        () => engineAt(ports.strict, { ca: pem('ca'), skipVerify: false }),
      ],
      [
        'the certificate is for another name',
        'certificate-of-another-name',
        'The certificate of the engine is not for 127.0.0.1 but for elsewhere.',
        () => engineAt(ports.misnamed, ours()),
      ],
    ];

    test.each(cases)('because %s says so: %s', async (_, reason, sentence, at) => {
      const found = await failure(at().version(never));
      expect([found.reason, said(found)]).toEqual([reason, sentence]);
      // Logs and events are read by other means.
      const logs = at().containers.logs('x', { tail: 'all', follow: false }, never);
      expect((await failure(logs[Symbol.asyncIterator]().next())).reason).toBe(reason);
    });

    test('each time has a sentence and a next step of its own', async () => {
      const found = await Promise.all(cases.map(([, , , at]) => failure(at().version(never))));
      expect(new Set(found.map(said)).size).toBe(cases.length);
      expect(new Set(found.map(nextStep)).size).toBe(cases.length);
    });
  });
});
