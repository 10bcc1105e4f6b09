import { afterEach, expect, test } from 'vitest';
import { contract, failure, idle, needs, never, type Subject } from '../../../e2e/lab/contract.ts';
import type { EngineEvent } from '../engine.ts';
import { lineCount } from '../ports/log-block.ts';

/** What happens on the engine from now on, until the test ends. */
let stop = new AbortController();
afterEach(() => {
  stop.abort();
  stop = new AbortController();
});

async function listen({ engine }: Subject) {
  const seen: EngineEvent[] = [];
  const said = (): string[] =>
    seen.map((one) => (one.kind === 'ready' ? 'ready' : `${one.kind} ${one.action} ${one.id}`));
  void (async () => {
    for await (const event of engine.events(stop.signal)) seen.push(event);
  })().catch(() => undefined);
  await expect.poll(said).toContain('ready');
  return { seen, said };
}

contract('events', (on) => {
  test('tell the life of a container, with its exit code and in order', async () => {
    const { docker } = on();
    const { seen, said } = await listen(on());
    const id = await docker('run', '-d', 'busybox', 'sh', '-c', 'exit 3');
    await docker('wait', id);
    await docker('rm', id);
    await expect.poll(said).toContain(`container destroy ${id}`);
    const actions = seen.flatMap((one) => (one.kind === 'container' && one.id === id ? [one.action] : []));
    const told = actions.filter((action) => /^(create|start|die|destroy)$/.test(action));
    expect(told).toEqual(['create', 'start', 'die', 'destroy']);
    const died = seen.find((one) => one.kind === 'container' && one.action === 'die');
    expect(died).toMatchObject({ exitCode: 3, at: { seconds: expect.any(Number) } });
  });

  test('tell what somebody else does to a container', async () => {
    const { docker } = on();
    const id = await docker('run', '-d', ...idle);
    const { seen } = await listen(on());
    await docker('rename', id, 'contract-renamed');
    await docker('restart', '--time', '1', id);
    const actions = (): string[] =>
      seen.flatMap((one) => (one.kind === 'container' && one.id === id ? [one.action] : []));
    await expect.poll(actions).toContain('start');
    expect(actions()).toEqual(expect.arrayContaining(['rename', 'die', 'start']));
  });

  test('name a volume that is made and one that is removed', async () => {
    const { docker } = on();
    const { seen } = await listen(on());
    await docker('volume', 'create', 'contract-told');
    const of = (): string[] => seen.flatMap((one) => (one.kind === 'volume' ? [`${one.action} ${one.id}`] : []));
    await expect.poll(of).toContain('create contract-told');
    await docker('volume', 'rm', 'contract-told');
    await expect.poll(of).toEqual(expect.arrayContaining([expect.stringMatching(/^(destroy|remove) contract-told$/)]));
  });

  test('name a network that is made and one that is removed', async (context) => {
    needs(on(), 'networkEvents', context);
    const { docker } = on();
    const { seen } = await listen(on());
    const id = await docker('network', 'create', 'contract-told');
    const of = (): string[] => seen.flatMap((one) => (one.kind === 'network' ? [`${one.action} ${one.id}`] : []));
    await expect.poll(of).toContain(`create ${id}`);
    await docker('network', 'rm', 'contract-told');
    await expect
      .poll(of)
      .toEqual(expect.arrayContaining([expect.stringMatching(new RegExp(`^(destroy|remove) ${id}$`))]));
  });

  test('tell of a container that joins a network as events about both', async (context) => {
    needs(on(), 'networkEvents', context);
    const { docker } = on();
    await docker('network', 'create', 'contract-joined');
    const id = await docker('run', '-d', ...idle);
    const { said } = await listen(on());
    await docker('network', 'connect', 'contract-joined', id);
    await expect.poll(said).toContain(`container network connect ${id}`);
    expect(said().some((one) => one.startsWith('network connect '))).toBe(true);
  });

  test('name an image that gets a name and one that goes', async () => {
    const { docker } = on();
    const { seen } = await listen(on());
    await docker('tag', 'busybox', 'contract/told:1');
    const kinds = (): string[] => seen.flatMap((one) => (one.kind === 'image' ? [one.action] : []));
    await expect.poll(kinds).toContain('tag');
    await docker('rmi', 'contract/told:1');
    await expect.poll(() => kinds().some((action) => /^(untag|remove)$/.test(action))).toBe(true);
  });
});

contract(
  'an engine that dies',
  (on) => {
    test('ends every stream as unreachable, and is asked again once it is back', async () => {
      const { engine, docker, lab } = on();
      const script = 'while :; do echo tick; sleep 0.1; done';
      const id = await docker('run', '-d', 'busybox', 'sh', '-c', script);
      let lines = 0;
      const logs = (async () => {
        const options = { tail: 'all', follow: true } as const;
        for await (const batch of engine.containers.logs(id, options, never)) lines += lineCount(batch);
      })();
      const shell = await engine.containers.exec(id, { command: ['sh'], env: [], cols: 80, rows: 24 }, never);
      const printed = (async () => {
        for await (const _ of shell.output);
      })();
      await expect.poll(() => lines).toBeGreaterThan(5);
      const end = failure(logs);
      await lab.engine?.kill('SIGKILL');
      expect((await end).code).toBe('engine-unreachable');
      await printed;
      expect(await shell.exitCode()).toBeUndefined();
      expect((await failure(engine.ping(never))).code).toBe('engine-unreachable');
      await lab.engine?.start();
      await engine.ping(never);
      expect((await engine.containers.list('all', never)).map((each) => each.id)).toEqual([id]);
    });
  },
  { liveRestore: true },
);
