import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { BuildOrder, BuildRecord } from '../../../../app/builds.ts';
import type { Task } from '../../../../app/tasks.ts';
import { saying } from '../../../../app/text/sayings.ts';
import { DOCKERS, onEachEngine } from '../../../../e2e/lab/engines.ts';
import { addPlugins } from '../../../../e2e/lab/programs/plugins.ts';
import { docker, lab } from '../../../../e2e/lab/use.ts';
import { outputLineOf } from '../../../../renderer/words/tasks.ts';
import { unshared } from '../../../disk/unshared-fixture.ts';
import { packContext } from '../../../services/builds/context.ts';
import { createBuilds } from '../../../services/builds/service.ts';
import type { Engines } from '../../../services/engine/engine.ts';
import { createTasks } from '../../../services/tasks/tasks.ts';
import { dockerEngine } from '../engine.ts';

/** No registry knows anybody here. */
const noLogins = { login: async () => undefined, pull: async () => {}, push: async () => {} };

const tasks = createTasks();

let folder = '';
let data = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gantry-context-'));
  data = mkdtempSync(join(tmpdir(), 'gantry-data-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
  rmSync(data, { recursive: true });
});

const context = { signal: new AbortController().signal };
const put = (files: Readonly<Record<string, string>>): void => {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(folder, name, '..'), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
};

async function build(
  more: Partial<BuildOrder> = {},
  meanwhile?: (id: string) => Promise<void>,
  socket: string = lab.socket,
) {
  const engine = dockerEngine({ kind: 'unix', path: socket });
  // The service asks it for nothing else.
  const engines = { ready: async () => engine } as unknown as Engines;
  const builds = await createBuilds(engines, tasks, noLogins, unshared(data));
  const order = {
    engine: 'e00000000000a',
    folder,
    dockerfile: 'Dockerfile',
    tags: ['gantry-lab:b'],
    args: {},
    noCache: false,
    pull: false,
  };
  const { task: id } = await builds.start({ ...order, ...more }, context);
  await meanwhile?.(id);
  const task: Task = await tasks.wait(id);
  await builds.flush();
  const stop = new AbortController();
  let record: BuildRecord | undefined;
  for await (const { changed } of builds.watch({}, { signal: stop.signal })) {
    record = changed.find((each) => each.id === id);
    stop.abort();
  }
  if (!record) throw new Error('no record');
  const output: string[] = [];
  for await (const { lines } of tasks.output({ task: id }, context)) output.push(...lines.map(outputLineOf));
  return { task, record, output: output.join('\n') };
}

/** Resolves once a line of a task's output is this one. */
async function untilPrinted(task: string, wanted: string): Promise<void> {
  for await (const { lines } of tasks.output({ task }, context)) {
    if (lines.some((line) => outputLineOf(line).split('\n').includes(wanted))) return;
  }
}

/** The same folder by the docker command with BuildKit. */
async function buildWithCli(from = folder) {
  if (!existsSync(join(data, 'cli-plugins'))) await addPlugins(data, () => {});
  return spawnSync(
    'docker',
    ['-H', ['unix://', lab.socket].join(''), 'build', '--no-cache', '-t', 'gantry-lab:cli', from],
    {
      env: { ...process.env, DOCKER_BUILDKIT: '1', DOCKER_CONFIG: data },
      encoding: 'utf8',
    },
  );
}

const instructions = ({ steps }: BuildRecord): string[] =>
  steps
    .filter(({ number }) => number !== undefined)
    .toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0))
    .map(({ instruction, line, state }) => `${line} ${instruction.split(' ')[0]} ${state}`);

describe('a build that is cancelled', () => {
  /** The processes of a command line, anywhere on the machine. */
  const pids = (line: string) => spawnSync('pgrep', ['-fx', line], { encoding: 'utf8' }).stdout.trim();

  /** Cancels a build while it sleeps: once that has printed something and is there. */
  async function cancelAsleep(seconds: number, socket: string) {
    const sleep = `sleep ${seconds}`;
    put({ Dockerfile: `FROM busybox\nRUN echo begin; ${sleep}\nRUN touch /second\n` });
    const meanwhile = async (task: string): Promise<void> => {
      await untilPrinted(task, 'begin');
      await expect.poll(() => pids(sleep)).not.toBe('');
      await tasks.cancel({ task });
    };
    const { task, record } = await build({ noCache: true }, meanwhile, socket);
    expect([task.state, record.state]).toEqual(['cancelled', 'cancelled']);
    expect(record.error).toBeUndefined();
    const cut = record.steps.find(({ instruction }) => instruction.includes(sleep));
    expect(cut).toMatchObject({ state: 'cancelled', ended: expect.any(Number) });
    return { sleep, text: task.text, goesOn: record.goesOn };
  }

  onEachEngine((tested) => {
    test('stops, and nothing of it goes on', async () => {
      const { sleep, text, goesOn } = await cancelAsleep(8861, tested().socket);
      expect([text, goesOn]).toEqual([saying('cancelled'), undefined]);
      await expect.poll(() => pids(sleep)).toBe('');
    });
  }, DOCKERS);

  onEachEngine(
    (tested) => {
      test('says which step the engine cannot end before its time', async () => {
        const { sleep, text, goesOn } = await cancelAsleep(8862, tested().socket);
        const instruction = `RUN echo begin; ${sleep}`;
        expect([text, goesOn]).toEqual([saying('build-goes-on', { instruction }), instruction]);
        process.kill(Number(pids(sleep)), 'SIGKILL');
        expect((await tested().cli('image', 'inspect', 'gantry-lab:b')).code).not.toBe(0);
      });
    },
    ['podman4', 'podman5'],
  );
});

describe('a build on a real engine', () => {
  test('runs each step once, and after one changed line only the steps from there on', async () => {
    const file = (word: string): string =>
      `ARG WHO=x\nFROM busybox AS base\nRUN echo one\n\nCOPY a.txt /a.txt\nRUN echo ${word} \\\n  && echo more\nRUN echo last ${folder}\n`;
    put({ Dockerfile: file('two'), 'a.txt': folder });
    const first = await build({ noCache: true });
    expect(first.task.problem).toBeUndefined();
    expect(first.record).toMatchObject({ state: 'succeeded', builder: 'buildkit', stepCount: 4, contextFiles: 1 });
    expect(first.record.image).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(instructions(first.record)).toEqual(
      expect.arrayContaining(['3 RUN done', '5 COPY done', '6 RUN done', '8 RUN done']),
    );
    expect(first.output).toContain('more');
    expect(await docker('image', 'inspect', '-f', '{{.Id}}', 'gantry-lab:b')).toBe(first.record.image);

    expect(first.task.text).toEqual(saying('built', { steps: 4, cached: 0 }));

    const again = await build();
    expect(again.record.cachedCount).toBe(4);
    expect(again.record.changedFrom).toBeUndefined();
    expect(again.task.text).toEqual(saying('built', { steps: 4, cached: 4 }));

    put({ Dockerfile: file('three') });
    const changed = await build();
    expect(instructions(changed.record).slice(1)).toEqual([
      '3 RUN cached',
      '5 COPY cached',
      '6 RUN done',
      '8 RUN done',
    ]);
    expect(changed.record.changedFrom).toMatchObject({ line: 6 });
    expect((await build({ noCache: true })).record.changedFrom).toBeUndefined();
  });

  test.each([
    ['a command that fails', 'FROM busybox\nENV A=b\nRUN echo words; exit 7\n', 3],
    ['a source that is missing', 'FROM busybox\nRUN true\nCOPY nope /\n', 3],
    ['a word that is no instruction', 'FROM busybox\nRUN true\n\nRUNN echo\n', 4],
    ['a base that is nowhere', 'FROM busybox AS a\nFROM localhost:1/nothing:1\nRUN true\n', 2],
  ])('lands %s on its line', async (_, Dockerfile, line) => {
    put({ Dockerfile });
    const { task, record } = await build({ noCache: true });
    expect(task.state).toBe('failed');
    expect(record.error).toMatchObject({ line });
  });

  test('keeps an ignored Dockerfile out of the image, so that a comment in it costs no step', async () => {
    const file = (comment: string) => `# ${comment} ${folder}\nFROM busybox\nCOPY . /x\nRUN cd /x && find . | sort\n`;
    put({
      'deploy/Dockerfile': file('one'),
      '.dockerignore': 'deploy/D*\n.dockerignore\nsecret\nkept/*\n!kept/this\n',
      'a.txt': folder,
      'big.bin': 'x'.repeat(300_000),
      'sub/ä.txt': 'ä',
      'deploy/other': '',
      secret: '',
      'kept/this/in': 'in',
      'kept/that': '',
      'z/empty': '',
    });
    symlinkSync('../a.txt', join(folder, 'sub/link'));
    const first = await build({ dockerfile: 'deploy/Dockerfile' });
    expect(first.task.problem).toBeUndefined();
    const found = first.output.match(/(?<=^|\s)\.(\/\S*)?$/gm);
    const rest = ['./a.txt', './big.bin', './deploy', './deploy/other', './kept', './kept/this', './kept/this/in'];
    expect(found).toEqual(['.', ...rest, './sub', './sub/link', './sub/ä.txt', './z', './z/empty']);
    expect(first.record).toMatchObject({ builder: 'buildkit', contextFiles: 7, cachedCount: 0 });
    expect(first.record.contextBytes).toBeGreaterThan(300_000);
    put({ 'deploy/Dockerfile': file('two') });
    expect((await build({ dockerfile: 'deploy/Dockerfile' })).record).toMatchObject({ stepCount: 2, cachedCount: 2 });
    put({ 'a.txt': 'changed' });
    expect((await build({ dockerfile: 'deploy/Dockerfile' })).record).toMatchObject({ stepCount: 2, cachedCount: 0 });
  });

  test('has an ignored Dockerfile taken out of the tar by the classic builder', async () => {
    put({ Dockerfile: 'FROM busybox\nCOPY . /x\nRUN ls -A /x\n', '.dockerignore': 'Dockerfile\n.d*\n', a: '' });
    const tar = Buffer.concat(
      await (await packContext(folder, 'Dockerfile', { bytes: 0, files: 0, sent: 0 })).toArray(),
    );
    const args = ['-H', ['unix://', lab.socket].join(''), 'build', '--no-cache', '-t', 'gantry-lab:classic', '-'];
    const { stdout } = spawnSync('docker', args, {
      env: { ...process.env, DOCKER_BUILDKIT: '0' },
      input: tar,
      encoding: 'utf8',
    });
    expect(stdout).toMatch(/RUN ls -A \/x\n(?: ---> \[Warning\] .*\n)? ---> Running in \w+\na\nRemoving/);
  });

  test('sends what docker build sends: ignored files, pipes, and links that lead out', async () => {
    put({
      '.dockerignore':
        '# comment\n/out\n**/*.log\n!keep/**/x.log\nnode_modules\ndeep/**/gone\n*.tm?\n!deep/a/gone/not.txt\n  spaced.txt  \n[ab].bin\n',
      Dockerfile: 'FROM busybox\nCOPY . /ctx\n',
      'out/a': '1',
      'src/out/a': '1',
      'a.log': '1',
      'keep/x.log': '1',
      'keep/d/x.log': '1',
      'keep/d/y.log': '1',
      'node_modules/m/i.js': '1',
      'src/node_modules/i.js': '1',
      'deep/a/gone/f': '1',
      'deep/a/gone/not.txt': '1',
      'deep/a/stay': '1',
      'x.tmp': '1',
      'src/x.tmp': '1',
      'spaced.txt': '1',
      'a.bin': '1',
      'c.bin': '1',
      'ü/é 1': '1',
      [`long/${'l'.repeat(120)}/${'m'.repeat(120)}/n`]: '1',
    });
    symlinkSync('/etc', join(folder, 'etc'));
    symlinkSync('../../outside', join(folder, 'src/up'));
    expect(spawnSync('mkfifo', [join(folder, 'pipe')]).status).toBe(0);
    const listing = (tag: string): Promise<string> =>
      docker('run', '--rm', tag, 'sh', '-c', 'cd /ctx && find . -exec stat -c "%n %A %u %g %F" {} + | sort');
    const { task, record } = await build({ noCache: true });
    expect(task.problem).toBeUndefined();
    const cli = await buildWithCli();
    expect(cli.status).toBe(0);
    const ours = (await listing('gantry-lab:b')).split('\n');
    expect(ours).toEqual((await listing('gantry-lab:cli')).split('\n'));
    expect(ours.some((each) => each.startsWith('./keep/d/x.log'))).toBe(true);
    expect(record.contextFiles).toBeGreaterThan(8);
  });
});
