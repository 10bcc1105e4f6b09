import { expect, test } from 'vitest';
import type { StatsSample } from '../../../app/stats.ts';
import { contract, failure, idle, never, type Subject } from '../../../e2e/lab/contract.ts';
import { record } from '../../base/json.ts';
import type { ExecOptions, ExecSession } from '../ports/containers.ts';

const running = ({ docker }: Subject, ...args: string[]): Promise<string> => docker('run', '-d', ...args, ...idle);

/** Opens a command on a TTY of 80 × 24, and gathers what it prints. */
async function open({ engine }: Subject, id: string, command: readonly string[], more: Partial<ExecOptions> = {}) {
  const session = await engine.containers.exec(id, { command, env: ['PS1=> '], cols: 80, rows: 24, ...more }, never);
  const said = { text: '', ended: Promise.resolve() };
  said.ended = (async () => {
    for await (const bytes of session.output) said.text += Buffer.from(bytes).toString();
  })();
  return { session, said };
}

const type = (session: Pick<ExecSession, 'write'>, text: string): Promise<void> => session.write(Buffer.from(text));

contract('commands in containers', (on) => {
  test('a shell takes keys, has its size, is resized and ends with its exit code', async () => {
    const { session, said } = await open(on(), await running(on()), ['sh'], { cols: 101, rows: 41 });
    await expect.poll(() => said.text).toContain('> ');
    await expect
      .poll(async () => {
        await type(session, 'stty size\n');
        return said.text;
      })
      .toContain('41 101');
    expect(await session.pid(never)).toBeGreaterThan(0);
    await session.resize(77, 33);
    await type(session, 'stty size; exit 5\n');
    await said.ended;
    expect(said.text).toContain('33 77');
    expect(await session.exitCode()).toBe(5);
    expect(await session.pid(never)).toBe(undefined);
  });

  test('a command runs as whom, where and with what is asked for, or says that it cannot', async () => {
    const id = await running(on(), '--env', 'KEPT=kept');
    const print = ['sh', '-c', 'id -u; id -g; pwd; echo $KEPT $WORD; grep CapEff /proc/self/status'];
    const as = { user: '1000:1001', workdir: '/tmp', env: ['WORD=käse'] };
    const { session, said } = await open(on(), id, print, as);
    await said.ended;
    expect(said.text).toMatch(/^1000\r\n1001\r\n\/tmp\r\nkept käse\r\nCapEff:\s+0{16}\r\n$/);
    expect(await session.exitCode()).toBe(0);
  });

  test('what runs in a container is told, and what of it a command started, with its CPU', async ({ skip }) => {
    const id = await running(on());
    // Without control groups no rootless Docker can tell them, and says so.
    if (
      (await on()
        .docker('top', id)
        .catch(() => true)) === true
    )
      skip('the engine does not tell what runs in a container');
    const { session } = await open(on(), id, ['sh', '-c', 'yes >/dev/null & wait']);
    await expect.poll(() => session.pid(never)).toBeGreaterThan(0);
    const pid = await session.pid(never);
    const started = async () => {
      const all = await on().engine.containers.processes(id, never);
      expect(all.find((process) => process.pid === pid)).toBeDefined();
      return all.find(({ parent }) => parent === pid);
    };
    await expect.poll(async () => (await started())?.cpu, { timeout: 60_000 }).toBeGreaterThan(0);
    session.close();
    await on().docker('kill', id);
    expect(
      await on()
        .engine.containers.processes(id, never)
        .catch(() => []),
    ).toEqual([]);
  });

  const impossible = {
    command: [['contract-nonesuch'], {}],
    user: [['sh'], { user: 'contract-nobody' }],
    workdir: [['sh'], { workdir: '/contract-nonesuch' }],
  } as const;
  for (const [field, [command, as]] of Object.entries(impossible)) {
    test(`a command that cannot start says so of its ${field} if it is waited for`, async () => {
      const opening = open(on(), await running(on()), command, { ...as, untilRunning: true });
      expect(await failure(opening)).toMatchObject({ code: 'invalid-input', field });
    });
  }

  test('a command that is waited for loses nothing of what it prints', async () => {
    const id = await running(on());
    const waited = { untilRunning: true } as const;
    const long = await open(on(), id, ['seq', '20000'], waited);
    await long.said.ended;
    expect(long.said.text).toMatch(/^1\r\n2\r\n[^]*\r\n19999\r\n20000\r\n$/);
    const own = await open(on(), id, ['sh', '-c', 'echo mine; exit 127'], waited);
    await own.said.ended;
    expect([own.said.text, await own.session.exitCode()]).toEqual(['mine\r\n', 127]);
    const shell = await open(on(), id, ['sh'], waited);
    await type(shell.session, 'echo $((6*7)); exit\n');
    await shell.said.ended;
    expect(shell.said.text).toContain('42');
  });

  test('a command without a TTY is talked to, and says where it writes to', async () => {
    const id = await running(on());
    const command = ['sh', '-c', 'read line; echo out $line; echo aside >&2; cat; exit 3'];
    const session = await on().engine.containers.pipe(id, { command, env: [] }, never);
    await type(session, 'a line\n');
    const said = { stdout: '', stderr: '' };
    for await (const { source, data } of session.output) {
      said[source] += Buffer.from(data).toString();
      if (source === 'stderr') session.endInput();
    }
    expect(said).toEqual({ stdout: 'out a line\n', stderr: 'aside\n' });
    expect(await session.exitCode()).toBe(3);
  });

  test('the main process is attached to on its TTY, from its beginning, and let go of without an end', async () => {
    const { engine, docker } = on();
    const id = await docker('run', '-dit', '--env', 'PS1=> ', 'busybox', 'sh', '-c', 'echo began; exec sh');
    const attach = async () => {
      const session = await engine.containers.attach(id, { input: true, replay: true }, never);
      const said = { text: '', ended: Promise.resolve() };
      said.ended = (async () => {
        for await (const bytes of session.output) said.text += Buffer.from(bytes).toString();
      })().catch(() => undefined);
      return { session, said };
    };
    const first = await attach();
    await expect.poll(() => first.said.text).toContain('began');
    await first.session.resize(77, 33);
    await type(first.session, 'stty size\n');
    await expect.poll(() => first.said.text).toContain('33 77');
    first.session.close();
    await first.said.ended;
    expect((await engine.containers.inspect(id, never)).state).toBe('running');
    const second = await attach();
    await expect.poll(() => second.said.text).toContain('33 77');
    await type(second.session, 'exit 4\n');
    await second.said.ended;
    expect(await second.session.exitCode()).toBe(4);
  });

  test('the main process without a TTY is only looked at where it reads nothing', async () => {
    const { engine, docker } = on();
    const id = await docker(
      'run',
      '-d',
      'busybox',
      'sh',
      '-c',
      'echo out; echo aside >&2; sleep 2; echo later; exit 2',
    );
    // What is printed while Podman replays comes twice there.
    await expect.poll(async () => (await docker('logs', id)).length).toBeGreaterThan(0);
    expect((await engine.containers.inspect(id, never)).stdin).toBe('closed');
    const session = await engine.containers.attachPiped(id, { input: false, replay: true }, never);
    const said = { stdout: '', stderr: '' };
    for await (const { source, data } of session.output) said[source] += Buffer.from(data).toString();
    expect(said).toEqual({ stdout: 'out\nlater\n', stderr: 'aside\n' });
    expect(await session.exitCode()).toBe(2);
  });

  test('paths are known to be there, also of what does not run', async () => {
    const { containers } = on().engine;
    const id = await on().docker('create', ...idle);
    const paths = ['/bin/sh', '/nonesuch', '/bin/nonesuch', '/etc'];
    expect(await containers.hasPaths(id, paths, never)).toEqual([true, false, false, true]);
  });

  test('of many sizes asked for at once the last one holds', async () => {
    const { session, said } = await open(on(), await running(on()), ['sh']);
    await expect.poll(() => said.text).toContain('> ');
    await Promise.all(Array.from({ length: 50 }, (_, n) => session.resize(n + 1, 50)));
    await type(session, 'stty size; exit\n');
    await said.ended;
    expect(said.text).toContain('50 50');
  });

  test('a shell whose output nobody reads is held up, and loses nothing', async () => {
    const id = await running(on());
    const { containers } = on().engine;
    // More than the sockets on the way hold, which is some MB each over TCP.
    const lines = 2_000_000;
    const command = ['sh', '-c', `seq ${lines}; touch /done`];
    const session = await containers.exec(id, { command, env: [], cols: 80, rows: 24 }, never);
    const output = session.output[Symbol.asyncIterator]();
    let size = (await output.next()).value?.length ?? 0;
    await new Promise((resolve) => setTimeout(resolve, 1000)); // more than it needs where nothing holds it up
    expect(await containers.run(id, { command: ['test', '-e', '/done'] }, never)).toMatchObject({ exitCode: 1 });
    for (let next = await output.next(); !next.done; next = await output.next()) size += next.value.length;
    expect(size).toBe(Array.from({ length: lines }, (_, n) => String(n + 1).length + 2).reduce((a, b) => a + b));
  });

  test('a command that is not there says so and exits as a shell would', async () => {
    const { session, said } = await open(on(), await running(on()), ['contract-nonesuch']);
    await said.ended;
    expect(said.text).toContain('contract-nonesuch');
    expect(await session.exitCode()).toBeGreaterThanOrEqual(126);
  });

  test('a command without a TTY gives its exit code and what it printed', async () => {
    const { containers } = on().engine;
    const id = await running(on());
    const command = ['sh', '-c', 'echo out; echo aside >&2; sleep 0.1; id -u; echo $WORD; exit 7'];
    const result = await containers.run(id, { command, user: '1000', env: ['WORD=käse'] }, never);
    expect(result).toEqual({ exitCode: 7, output: 'out\n1000\nkäse\n' });
    expect((await containers.run(id, { command: ['seq', '100000'] }, never)).output).toHaveLength(64 * 1024);
    const missing = await containers.run(id, { command: ['contract-nonesuch'] }, never);
    expect(missing.exitCode).toBeGreaterThanOrEqual(126);
  });

  test('none runs in what is gone or does not run', async () => {
    const { containers } = on().engine;
    const options = { command: ['true'] };
    expect((await failure(containers.run('f'.repeat(64), options, never))).code).toBe('not-found');
    const id = await running(on());
    await containers.kill(id, never);
    expect((await failure(containers.run(id, options, never))).code).toBe('conflict');
    const shell = containers.exec(id, { ...options, env: [], cols: 80, rows: 24 }, never);
    expect((await failure(shell)).code).toBe('conflict');
  });
});

contract('figures', (on) => {
  test('show what a container uses by its limits, and end when it stops', async () => {
    const { engine, docker, raw } = on();
    const busy = ['busybox', 'sh', '-c', 'while :; do :; done'];
    const id = await docker('run', '-d', '--memory', '64m', '--cpus', '0.5', ...busy);
    const samples: StatsSample[] = [];
    for await (const sample of engine.containers.stats(id, never)) {
      samples.push(sample);
      if (samples.length === 3) await docker('kill', id);
    }
    expect(samples.length).toBeGreaterThanOrEqual(3);
    expect(samples.length).toBeLessThan(8);
    const [, , sample] = samples;
    // An engine that has no say in cgroups takes limits and leaves them out; it says so here or there. Its figures are
    // those of the whole machine, which are not told as a container's.
    const host = record((await raw(`/containers/${id}/json`))['HostConfig']);
    const isLimited = host['Memory'] !== 0 && (await raw('/info'))['MemoryLimit'] !== false;
    expect(sample?.memoryLimit).toBe(isLimited ? 64 * 2 ** 20 : undefined);
    // Half a core is what it may have; of a loaded machine it may get less.
    const within = (figure: number | undefined, least: number, most: number) =>
      figure !== undefined && figure > least && figure < most;
    expect([within(sample?.cpu, 5, 70), within(sample?.memory, 0, 64 * 2 ** 20)]).toEqual([isLimited, isLimited]);
    expect([sample?.cpu, sample?.memory].filter((figure) => figure !== undefined)).toHaveLength(isLimited ? 2 : 0);
    expect(Math.abs((sample?.time ?? 0) - Date.now())).toBeLessThan(60_000);
  });

  test('of a container that does not run are none', async () => {
    const id = await on().docker('create', 'busybox');
    const samples: StatsSample[] = [];
    for await (const sample of on().engine.containers.stats(id, never)) samples.push(sample);
    expect(samples).toEqual([]);
  });
});
