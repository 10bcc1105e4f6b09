import { expect, test } from 'vitest';
import { type LimitChange, noLimit } from '../../../app/container/limits.ts';
import { toProblem } from '../../../app/rpc/problem.ts';
import { contract, failure, idle, needs, never, type Subject } from '../../../e2e/lab/contract.ts';
import { record } from '../../base/json.ts';

const mib = 2 ** 20;
const run = ({ docker }: Subject, ...args: string[]): Promise<string> => docker('run', '-d', ...args, ...idle);

/** Changes limits, which the engine must all take over, and gives what it says of them now. */
async function change({ engine }: Subject, id: string, wanted: LimitChange) {
  const { limits, ignored } = await engine.containers.update(id, wanted, never);
  expect(ignored).toEqual([]);
  expect(await engine.containers.limits(id, never)).toEqual(limits);
  return limits;
}

contract('limits of containers that are there', (on) => {
  test('are read as they were made', async () => {
    const { engine } = on();
    const free = await engine.containers.limits(await run(on()), never);
    expect(free).toMatchObject({ restart: 'no', autoRemove: false });
    expect(Object.keys(free).filter((key) => key !== 'cpuPeriod' && key !== 'pids')).toEqual(['restart', 'autoRemove']);
    const made = ['--memory', '64m', '--cpus', '0.5', '--pids-limit', '50', '--restart', 'on-failure:3'];
    const held = await engine.containers.limits(await run(on(), ...made), never);
    const limits = { memory: 64 * mib, memorySwap: 128 * mib, cpus: 0.5, pids: 50 };
    expect(held).toMatchObject({ restart: 'on-failure', maxRetries: 3, autoRemove: false, ...limits });
    expect(await engine.containers.limits(await run(on(), '--rm'), never)).toMatchObject({ autoRemove: true });
    expect(await failure(engine.containers.limits('f'.repeat(64), never))).toMatchObject({ code: 'not-found' });
  });

  test('change while it runs, one at a time or all at once', async (context) => {
    needs(on(), 'updates', context);
    const { engine, docker } = on();
    const id = await run(on());
    const pid = async () => record((await on().raw(`/containers/${id}/json`))['State'])['Pid'];
    const first = await pid();
    expect(await change(on(), id, { memory: 64 * mib })).toMatchObject({ memory: 64 * mib, memorySwap: 128 * mib });
    const limit = 'cat /sys/fs/cgroup/memory/memory.limit_in_bytes || cat /sys/fs/cgroup/memory.max';
    expect(await docker('exec', id, 'sh', '-c', limit)).toBe(String(64 * mib));
    const both = { memory: 256 * mib, memorySwap: 300 * mib };
    expect(await change(on(), id, both)).toMatchObject(both);
    expect(await change(on(), id, { memory: 32 * mib })).toMatchObject({ memory: 32 * mib, memorySwap: 300 * mib });
    expect(await change(on(), id, { cpus: 0.5 })).toMatchObject({ cpus: 0.5, memory: 32 * mib });
    expect(await change(on(), id, { cpus: 1.25 })).toMatchObject({ cpus: 1.25 });
    expect(await change(on(), id, { pids: 40 })).toMatchObject({ pids: 40, cpus: 1.25 });
    expect((await change(on(), id, { pids: noLimit })).pids).toBeUndefined();
    const thrice = { restart: 'on-failure', maxRetries: 3 };
    expect(await change(on(), id, { restart: { policy: 'on-failure', maxRetries: 3 } })).toMatchObject(thrice);
    expect(await change(on(), id, { pids: 30 })).toMatchObject(thrice);
    const all = {
      restart: { policy: 'unless-stopped' },
      memory: 64 * mib,
      memorySwap: 96 * mib,
      cpus: 1,
      pids: 60,
    } as const;
    const { restart: _, ...figures } = all;
    expect(await change(on(), id, all)).toMatchObject({ restart: 'unless-stopped', ...figures });
    expect((await engine.containers.inspect(id, never)).restartPolicy).toBe('unless-stopped');
    expect(await pid()).toBe(first);
  });

  test('change of what does not run, and hold once it does', async (context) => {
    needs(on(), 'updates', context);
    const { engine, docker } = on();
    const id = await docker('create', ...idle);
    await change(on(), id, { memory: 64 * mib, cpus: 0.5, restart: { policy: 'always' } });
    await engine.containers.start(id, never);
    const now = { memory: 64 * mib, cpus: 0.5, restart: 'always' };
    expect(await engine.containers.limits(id, never)).toMatchObject(now);
  });

  test('of swap are lifted, or that is refused: what is told is so', async (context) => {
    needs(on(), 'updates', context);
    const { engine, docker } = on();
    const id = await run(on(), '--memory', '64m');
    const swap = () => docker('exec', id, 'cat', '/sys/fs/cgroup/memory/memory.memsw.limit_in_bytes').then(Number);
    const answer = await engine.containers.update(id, { memorySwap: noLimit }, never).catch(toProblem);
    const told = 'limits' in answer ? answer.limits.memorySwap : answer.reason;
    expect([noLimit, 'swap-of-running']).toContain(told);
    expect((await swap()) > 2 ** 50).toBe(told === noLimit);
    await engine.containers.stop(id, never);
    await change(on(), id, { memorySwap: noLimit });
    await engine.containers.start(id, never);
    expect(await swap()).toBeGreaterThan(2 ** 50);
    expect(await change(on(), id, { memory: 256 * mib })).toMatchObject({ memory: 256 * mib, memorySwap: noLimit });
    const free = await run(on());
    const endless = { memory: 64 * mib, memorySwap: noLimit };
    expect(await change(on(), free, endless)).toMatchObject(endless);
  });

  test('are a quota where the container has one', async (context) => {
    needs(on(), 'updates', context);
    const id = await run(on(), '--cpu-period', '50000', '--cpu-quota', '25000');
    expect(await on().engine.containers.limits(id, never)).toMatchObject({ cpus: 0.5, cpuPeriod: 50_000 });
    expect(await change(on(), id, { cpus: 1 })).toMatchObject({ cpus: 1, cpuPeriod: 50_000 });
  });

  test('are refused by name, and stay as they were', async (context) => {
    needs(on(), 'updates', context);
    const { containers } = on().engine;
    const id = await run(on(), '--memory', '64m');
    const before = await containers.limits(id, never);
    const swap = { code: 'invalid-input', reason: 'memory-above-swap' };
    expect(await failure(containers.update(id, { memory: 256 * mib }, never))).toMatchObject({
      ...swap,
      field: 'memory',
    });
    const less = containers.update(id, { memorySwap: 32 * mib }, never);
    expect(await failure(less)).toMatchObject({ ...swap, field: 'memorySwap' });
    expect(await containers.limits(id, never)).toEqual(before);
    const gone = await run(on(), '--rm');
    const always = containers.update(gone, { restart: { policy: 'always' } }, never);
    expect(await failure(always)).toMatchObject({ code: 'conflict', reason: 'restart-of-removed', field: 'restart' });
    expect(await failure(containers.update('f'.repeat(64), { pids: 5 }, never))).toMatchObject({ code: 'not-found' });
    // More cores than the machine has: one refuses it, another keeps it, which holds back nothing.
    const many = await containers.update(id, { cpus: 1000 }, never).catch((error: unknown) => error);
    expect(many).toSatisfy(
      (answer) => record(answer)['limits'] !== undefined || record(record(answer)['problem'])['field'] === 'cpus',
    );
  });

  test('that what runs cannot be held to are refused, and stay as they were', async (context) => {
    needs(on(), 'updates', context);
    const { engine, docker } = on();
    const id = await run(on(), '--memory', '256m', '--memory-swap', '256m', '--tmpfs', '/full');
    await docker('exec', id, 'dd', 'if=/dev/zero', 'of=/full/file', 'bs=1M', 'count=100');
    const before = await engine.containers.limits(id, never);
    const change = { memory: 8 * mib, memorySwap: 8 * mib, pids: 77 };
    const refused = await failure(engine.containers.update(id, change, never));
    expect(['conflict', 'invalid-input', 'internal']).toContain(refused.code);
    expect(await engine.containers.limits(id, never)).toEqual(before);
    const limit = ['exec', id, 'cat', '/sys/fs/cgroup/memory/memory.limit_in_bytes'];
    expect(await docker(...limit)).toBe(String(256 * mib));
  });

  test('are not changed by an engine that says so', async ({ skip }) => {
    const { engine, version } = on();
    if (version.features.updates) skip('the engine changes them');
    const update = engine.containers.update(await run(on()), { pids: 5 }, never);
    expect(await failure(update)).toMatchObject({ code: 'unsupported', reason: 'limits-fixed' });
  });
});
