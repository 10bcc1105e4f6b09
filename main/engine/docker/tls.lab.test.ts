import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer as createPlain, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer } from 'node:tls';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Problem, toProblem } from '../../../app/problem.ts';
import { entriesOf } from '../../../e2e/fake/log-lines.ts';
import { docker, lab } from '../../../e2e/lab/use.ts';
import type { TlsFiles } from '../endpoints.ts';
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

function certificate(name: string, ca: string, alternative: string): void {
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
    '2',
    '-extfile',
    `${name}.ext`,
  ];
  openssl('x509', '-req', '-in', `${name}.csr`, ...by, '-out', `${name}.pem`);
}

const servers: Server[] = [];
const ports = { tls: 0, plain: 0, misnamed: 0 };

/** The lab's engine behind a port, as a daemon with --tlsverify is. */
async function serve(server: Server): Promise<number> {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return typeof address === 'object' && address ? address.port : 0;
}

beforeAll(async () => {
  authority('ca');
  authority('stranger');
  certificate('server', 'ca', 'IP:127.0.0.1');
  certificate('misnamed', 'ca', 'DNS:elsewhere');
  certificate('client', 'ca', 'DNS:client');
  certificate('intruder', 'stranger', 'DNS:client');
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
});
afterAll(() => {
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
    await session.write(Buffer.from('exit 3\n'));
    let shown = '';
    for await (const bytes of session.output) shown += Buffer.from(bytes).toString();
    expect(shown).toContain('exit 3');
    expect(await session.exitCode()).toBe(3);
    const read: string[] = [];
    for await (const block of engine.containers.logs(id, { tail: 'all', follow: false }, never)) {
      read.push(...entriesOf(block).map(({ text }) => text));
    }
    expect(read.filter((text) => text !== 'over')).toEqual(Array.from({ length: 20_000 }, (_, n) => String(n + 1)));
    expect(read).toContain('over');
    await engine.containers.remove(id, true, never);
  });

  test('a client certificate of a stranger, or none, is refused', async () => {
    const theirs = { ca: pem('ca'), cert: pem('intruder'), key: pem('intruder-key'), skipVerify: false };
    for (const tls of [theirs, { ca: pem('ca'), skipVerify: false }]) {
      // Docker sends an alert, other servers just hang up: either way the certificate is named.
      const refused = await failure(engineAt(ports.tls, tls).version(never));
      expect(refused.code).toMatch(/^(unauthorized|engine-unreachable)$/);
      expect(refused.nextStep).toContain('cert.pem');
    }
  });

  test('an engine with a certificate of a stranger, or for another name, is not trusted', async () => {
    expect((await failure(engineAt(ports.tls, { ...ours(), ca: pem('stranger') }).version(never))).code).toBe(
      'unauthorized',
    );
    const misnamed = await failure(engineAt(ports.misnamed, ours()).version(never));
    expect(misnamed).toMatchObject({ code: 'unauthorized', message: expect.stringContaining('another name') });
  });

  test('TLS asked of a plain port says so', async () => {
    expect(await failure(engineAt(ports.plain, ours()).version(never))).toMatchObject({
      code: expect.stringMatching(/unsupported|unauthorized|engine-unreachable/),
    });
  });
});
