import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ContainerSpec } from '../app/create.ts';
import { ended } from './bench/tools/ended.ts';
import { type LocalClient, startLocalClient } from './bench/tools/local-client.ts';
import { docker, lab } from './lab/use.ts';

// What Gantry teaches about Docker is done with Gantry's own services; the docker command is the witness.

const image = 'gantry-concepts:1';
const dockerfile = `FROM busybox
LABEL org.example.kind=teaching
ENV PORT=4000 \\
    GREETING="hello there"
WORKDIR /app
COPY . .
RUN wc -c < seen.txt > size.txt
EXPOSE 4000
VOLUME /data
CMD ["sh", "-c", "echo $GREETING from $PWD; sleep 1000"]
`;

let gantry: LocalClient;
let folder = '';

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'gantry-concepts-'));
  const files = { Dockerfile: dockerfile, '.dockerignore': 'out\n*.secret\n', 'seen.txt': '12345', 'a.secret': 'x' };
  for (const [name, text] of Object.entries({ ...files, 'out/made.txt': 'x', 'src/deep.txt': 'y' })) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  gantry = await startLocalClient(lab.dockerHost);
  const { client, engine } = gantry;
  const order = { engine, folder, dockerfile: 'Dockerfile', tags: [image], args: {}, noCache: true, pull: false };
  const { task } = await client.builds.start(order);
  await ended(gantry.client, task);
}, 120_000);

afterAll(async () => {
  await gantry?.close();
  rmSync(folder, { recursive: true, force: true });
  await lab.cli('rm', '-fv', 'gantry-concept');
  await lab.cli('volume', 'rm', '-f', 'gantry-concept-data');
  await lab.cli('rmi', '-f', image);
});

/** Runs a container of the image by Gantry; its id. */
async function run(mounts: ContainerSpec['mounts'] = []): Promise<string> {
  const { client, engine } = gantry;
  const spec: ContainerSpec = {
    image,
    name: 'gantry-concept',
    env: [],
    labels: [],
    ports: [],
    mounts,
    restart: 'no',
    tty: false,
    autoRemove: false,
    start: true,
  };
  const { task } = await client.create.run({ engine, spec, pull: 'never' });
  return String((await ended(gantry.client, task)).result?.['container']);
}

const remove = (id: string) => gantry.client.containers.remove({ engine: gantry.engine, id, volumes: true });
const inside = (command: string): Promise<string> => docker('exec', 'gantry-concept', 'sh', '-c', command);

test('FROM lays the layers of the base below, each other instruction that writes adds one', async () => {
  const layers = async (name: string): Promise<string[]> =>
    JSON.parse(await docker('image', 'inspect', '-f', '{{json .RootFS.Layers}}', name));
  const base = await layers('busybox');
  const own = await layers(image);
  expect(own.slice(0, base.length)).toEqual(base);
  // WORKDIR, COPY and RUN.
  expect(own).toHaveLength(base.length + 3);
});

test('LABEL, ENV, EXPOSE, VOLUME, CMD and WORKDIR are the image’s, as one sees them in Gantry', async () => {
  const { client, engine } = gantry;
  const id = (await docker('image', 'inspect', '-f', '{{.Id}}', image)).replace('sha256:', '');
  const { raw } = await client.images.inspect({ engine, id });
  expect(raw).toMatchObject({
    Config: {
      Labels: { 'org.example.kind': 'teaching' },
      Env: expect.arrayContaining(['PORT=4000', 'GREETING=hello there']),
      ExposedPorts: { '4000/tcp': {} },
      Volumes: { '/data': {} },
      Cmd: ['sh', '-c', 'echo $GREETING from $PWD; sleep 1000'],
      WorkingDir: '/app',
    },
  });
});

test('a container runs CMD in WORKDIR with ENV, on what COPY and RUN left, without what .dockerignore names', async () => {
  const id = await run();
  await expect.poll(() => docker('logs', id)).toBe('hello there from /app');
  expect((await inside('ls -a /app')).split('\n').toSorted()).toEqual(
    ['.', '..', '.dockerignore', 'Dockerfile', 'seen.txt', 'size.txt', 'src'].toSorted(),
  );
  expect(await inside('cat /app/size.txt; cat /app/src/deep.txt')).toBe('5\ny');
  expect(await docker('port', id)).toBe('');
  await remove(id);
});

test('what is not in a volume is gone with its container; what is in one stays', async () => {
  const data = [{ type: 'volume', source: 'gantry-concept-data', target: '/data', readOnly: false }] as const;
  const first = await run([...data]);
  await inside('echo kept > /data/word; echo lost > /app/word');
  await remove(first);
  const second = await run([...data]);
  expect(await inside('cat /data/word; ls /app/word 2>&1 || true')).toMatch(/^kept\n.*No such file/);
  await remove(second);
});

test('VOLUME gives each container a volume of its own, which goes with it when asked', async () => {
  const id = await run();
  const name = await docker('inspect', '-f', '{{range .Mounts}}{{.Name}}{{end}}', id);
  expect(name).toMatch(/^[0-9a-f]{64}$/);
  const { anonymous } = await gantry.client.volumes.inspect({ engine: gantry.engine, id: name });
  expect(anonymous).toBe(true);
  await remove(id);
  await expect(gantry.client.volumes.inspect({ engine: gantry.engine, id: name })).rejects.toThrow();
});

test('a container sees its own files, network and processes, and none of another', async () => {
  const id = await run();
  const other = await docker(
    'run',
    '-d',
    'busybox',
    'sh',
    '-c',
    'echo heard > /only-here; httpd -f -h / -p 127.0.0.1:8080',
  );
  const within = (command: string): Promise<string> => docker('exec', other, 'sh', '-c', command);
  try {
    await expect.poll(() => within('ls /only-here')).toBe('/only-here');
    expect(await inside('ls /only-here 2>&1 || true')).toContain('No such file');
    const processes = await inside('ps');
    expect(processes).toContain('sleep 1000');
    expect(processes).not.toContain('httpd');
    // Each has a loopback of its own: what listens there is heard by nobody else.
    const ask = 'wget -q -O - http://127.0.0.1:8080/only-here || echo unheard';
    await expect.poll(() => within(ask)).toBe('heard');
    expect(await inside(ask)).toBe('unheard');
    expect(await inside('hostname -i')).not.toBe(await within('hostname -i'));
  } finally {
    await docker('rm', '-f', other);
    await remove(id);
  }
});
