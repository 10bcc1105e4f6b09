import { spawn, spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { BuildFixture } from '../../../e2e/lab/build-fixture.ts';
import { DOCKERS, onEachEngine } from '../../../e2e/lab/engines.ts';
import { REGISTRY_USER } from '../../../e2e/lab/registry.ts';

const hidden = `hidden-${process.pid}-value`;
const env: NodeJS.ProcessEnv = { TOKEN: hidden };
let fixture: BuildFixture;
let outside = '';
beforeEach(() => {
  fixture = new BuildFixture({ env });
  outside = mkdtempSync(join(tmpdir(), 'gantry-secret-'));
});
afterEach(() => {
  fixture.remove();
  rmSync(outside, { recursive: true });
  delete env['SSH_AUTH_SOCK'];
});

const printed = (output: string): string[] => output.split('\n').filter((line) => line.startsWith('> '));

onEachEngine((engine) => {
  test('a step reads secrets, and they are in no layer, no history, no log and no record', async () => {
    const file = join(outside, 'key');
    writeFileSync(file, `${hidden}-of-file\n`);
    fixture.put({
      Dockerfile: `FROM busybox
RUN --mount=type=secret,id=one --mount=type=secret,id=two,target=/two echo "> $(wc -c </run/secrets/one) $(wc -c </two)" && ls /run/secrets >/seen
RUN --mount=type=secret,id=none echo "> $(ls /run/secrets 2>/dev/null | wc -l)"
`,
    });
    const secrets = [
      { id: 'one', file },
      { id: 'two', variable: 'TOKEN' },
    ];
    const built = await fixture.build(engine().socket, { secrets, tags: ['gantry-lab:secret'], noCache: true });
    expect(built.task.problem).toBeUndefined();
    expect(printed(built.output)).toEqual([`> ${hidden.length + 9} ${hidden.length}`, '> 0']);
    expect(JSON.stringify(built)).not.toContain(hidden);
    expect([built.record.secrets, built.record.way]).toEqual([secrets, 'control']);
    const { stdout: history } = await engine().cli('history', '--no-trunc', 'gantry-lab:secret');
    const { stdout: inspected } = await engine().cli('image', 'inspect', 'gantry-lab:secret');
    expect(history + inspected).not.toContain(hidden);
    const grep = [
      'run',
      '--rm',
      'gantry-lab:secret',
      'sh',
      '-c',
      `cat /seen; grep -rl hidden- /run /tmp /etc /two; true`,
    ];
    expect((await engine().cli(...grep)).stdout.trim()).toBe('one');
  });

  test('the host of the engine is known by name, which its control API has no word for', async () => {
    fixture.put({ Dockerfile: 'FROM busybox\nRUN echo "> $(grep -c gate /etc/hosts)"\n' });
    const built = await fixture.build(engine().socket, { extraHosts: ['gate:host-gateway'], noCache: true });
    expect([printed(built.output), built.record.way]).toEqual([['> 1'], 'session']);
  });

  test('a secret that is nowhere fails the build before it begins', async () => {
    fixture.put({ Dockerfile: 'FROM busybox\n' });
    const without = await fixture.build(engine().socket, { secrets: [{ id: 'a', variable: 'NOT_THERE' }] });
    expect(without.task.problem).toMatchObject({
      reason: 'secret-variable-missing',
      params: { variable: 'NOT_THERE' },
    });
    const away = await fixture.build(engine().socket, { secrets: [{ id: 'a', file: join(outside, 'no') }] });
    expect(away.task.problem).toMatchObject({ code: 'not-found' });
    expect(away.record.steps).toEqual([]);
  });

  test('a step asks the agent of SSH for its keys, and can do nothing else to it', async () => {
    const agent = spawn('ssh-agent', ['-D', '-a', join(outside, 'agent')], { stdio: 'ignore' });
    try {
      env['SSH_AUTH_SOCK'] = join(outside, 'agent');
      const key = join(outside, 'id');
      spawnSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', 'of-the-test', '-f', key]);
      await expect.poll(() => spawnSync('ssh-add', ['-q', key], { env }).status).toBe(0);
      // A busybox has no SSH: this machine's goes with it.
      const libraries = spawnSync('ldd', ['/usr/bin/ssh-add'], { encoding: 'utf8' }).stdout.match(/\/\S+/g) ?? [];
      mkdirSync(join(fixture.folder, 'ssh'));
      const files = ['/usr/bin/ssh-add', ...libraries];
      for (const path of files) copyFileSync(path, join(fixture.folder, 'ssh', basename(path)));
      const loader = files.map((path) => basename(path)).find((name) => name.startsWith('ld-'));
      const run = `/ssh/${loader} --library-path /ssh /ssh/ssh-add`;
      fixture.put({
        Dockerfile: `FROM busybox
COPY ssh /ssh
RUN --mount=type=ssh echo "> $(${run} -l | grep -c of-the-test)"
RUN --mount=type=ssh ${run} -D && echo "> removed" || echo "> refused"
`,
      });
      const { output, task } = await fixture.build(engine().socket, { ssh: true, noCache: true });
      expect(task.problem).toBeUndefined();
      expect(printed(output)).toEqual(['> 1', '> refused']);
      expect(spawnSync('ssh-add', ['-l'], { env, encoding: 'utf8' }).stdout).toContain('of-the-test');
    } finally {
      agent.kill('SIGKILL');
    }
  });
}, DOCKERS);

onEachEngine(
  (engine) => {
    test('labels and hosts reach it', async () => {
      fixture.put({ Dockerfile: 'FROM busybox\nRUN echo "> $(grep -c of-a-test /etc/hosts)"\n' });
      const { task, output } = await fixture.build(engine().socket, {
        tags: ['gantry-lab:more'],
        labels: { 'a.b': 'c d' },
        extraHosts: ['of-a-test:10.1.2.3'],
        noCache: true,
      });
      expect(task.problem).toBeUndefined();
      expect(output).toContain('> 1');
      const { stdout } = await engine().cli('image', 'inspect', '-f', '{{json .Config.Labels}}', 'gantry-lab:more');
      expect(JSON.parse(stdout)).toMatchObject({ 'a.b': 'c d' });
    });

    test('a builder that cannot ask for secrets is not begun with', async () => {
      fixture.put({ Dockerfile: 'FROM busybox\n' });
      const { task } = await fixture.build(engine().socket, { secrets: [{ id: 'a', variable: 'TOKEN' }] });
      expect(task.problem).toMatchObject({ code: 'unsupported', reason: 'build-lends-nothing' });
    });
  },
  ['podman4', 'podman5'],
);

onEachEngine((engine, kind) => {
  test('labels, hosts, network and platform reach it', async () => {
    fixture.put({
      Dockerfile: 'FROM busybox\nRUN echo "> $(grep -c of-a-test /etc/hosts) $(ls /sys/class/net | wc -l)"\n',
    });
    const { task, output } = await fixture.build(engine().socket, {
      tags: ['gantry-lab:more', 'gantry-lab:too'],
      labels: { 'a.b': 'c d' },
      extraHosts: ['of-a-test:10.1.2.3'],
      network: 'none',
      platform: 'linux/amd64',
      noCache: true,
    });
    expect(task.problem).toBeUndefined();
    expect([kind, printed(output)]).toEqual([kind, ['> 1 1']]);
    const { stdout } = await engine().cli('image', 'inspect', '-f', '{{json .Config.Labels}}', 'gantry-lab:too');
    expect(JSON.parse(stdout)).toMatchObject({ 'a.b': 'c d' });
  });
}, DOCKERS);

onEachEngine(
  (engine) => {
    test('a private base comes through the session, by the login that is kept, and only its registry hears of that', async () => {
      const registry = engine().authRegistry ?? '';
      const asked: string[] = [];
      const images = {
        login: async (domain: string) => {
          asked.push(domain);
          return domain === registry
            ? { server: registry, username: REGISTRY_USER.name, password: REGISTRY_USER.password }
            : undefined;
        },
        pull: async () => expect.unreachable('the builder asks itself'),
        push: async () => {},
      };
      const own = new BuildFixture({ images });
      try {
        await engine().cli('tag', 'busybox', `${registry}/private:1`);
        const login = ['login', '-u', REGISTRY_USER.name, '-p', REGISTRY_USER.password, registry];
        expect((await engine().cli(...login)).code).toBe(0);
        expect((await engine().cli('push', `${registry}/private:1`)).code).toBe(0);
        await engine().cli('logout', registry);
        await engine().cli('rmi', `${registry}/private:1`);
        own.put({ Dockerfile: `FROM ${registry}/private:1\nRUN true\n` });
        const { task, record } = await own.build(engine().socket, { noCache: true });
        expect([task.problem, record.way]).toEqual([undefined, 'control']);
        expect(JSON.stringify([task, record])).not.toContain(REGISTRY_USER.password);
        expect(new Set(asked)).toEqual(new Set([registry]));
      } finally {
        own.remove();
      }
    });
  },
  DOCKERS,
  { registry: true, auth: true },
);
