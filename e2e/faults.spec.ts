import { mkdir, writeFile } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { sendJson } from './fake/engine.ts';
import { fakeContainer } from './fake/engine-bodies.ts';
import { expect, test } from './fake-fixtures.ts';
import { watchErrors } from './fixtures.ts';
import { startHost } from './host.ts';
import { GantryWindow } from './pages/window.ts';

/** One alert that says what is so and what to do, with a way to try again; the rest of the window works. */
async function expectProblem(gantry: GantryWindow, said: RegExp, next: RegExp): Promise<void> {
  await expect(gantry.alerts).toContainText(said);
  await expect(gantry.alerts).toHaveCount(1);
  await expect(gantry.alerts).toContainText(next);
  await expect(gantry.alerts.getByRole('button', { name: 'Try now' })).toBeVisible();
  await gantry.navigation.getByRole('link', { name: 'Settings' }).click();
  await expect(gantry.page.getByRole('heading', { name: 'Settings' })).toBeVisible();
  await gantry.navigation.getByRole('link', { name: 'Containers' }).click();
  await expect(gantry.alerts).toContainText(said);
}

/** An HTTP server on a free port of this machine, for the time of one test. */
async function onPort<T>(answer: RequestListener, run: (address: string) => Promise<T>): Promise<T> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  try {
    return await run(`tcp://127.0.0.1:${port}`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

test.describe('an address where no engine is', () => {
  test('no socket: what to start', async ({ open, folder }) => {
    const gantry = await open(`unix://${join(folder, 'no.sock')}`);
    await expectProblem(gantry, /no socket at this address/, /Start Docker or Podman/);
    await expect(gantry.alerts).toContainText('no.sock');
  });

  test('neither pulls nor loads images', async ({ open, folder }) => {
    const gantry = await open(`unix://${join(folder, 'no.sock')}`);
    await expect(gantry.alerts).toContainText('no socket at this address');
    await gantry.navigation.getByRole('link', { name: 'Images' }).click();
    for (const name of ['Pull…', 'Load…', 'Remove unused…'])
      await expect(gantry.page.getByRole('button', { name, exact: true })).toBeDisabled();
  });

  test('a regular file', async ({ open, folder }) => {
    await writeFile(join(folder, 'file'), 'not a socket');
    await expectProblem(await open(`unix://${join(folder, 'file')}`), /./, /[Ss]tart|[Cc]heck/);
  });

  test('a folder', async ({ open, folder }) => {
    await mkdir(join(folder, 'dir'));
    await expectProblem(await open(`unix://${join(folder, 'dir')}`), /./, /[Ss]tart|[Cc]heck/);
  });

  test('a port where nothing listens', async ({ open }) => {
    const free = await onPort(
      () => {},
      async (address) => address,
    );
    await expectProblem(await open(free), /Nothing listens/, /Start Docker or Podman/);
  });

  test('a name that no machine has', async ({ open }) => {
    await expectProblem(await open('tcp://no-such-machine.invalid:2375'), /name/, /[Ss]tart|another/);
  });

  for (const malformed of ['bogus://x', 'unix://relative/path', 'tcp://', 'tcp://host:99999', 'http://a:b@c/', '%%%']) {
    test(`the malformed DOCKER_HOST ${malformed}`, async ({ open }) => {
      await expectProblem(await open(malformed), /./, /DOCKER_HOST|[Cc]heck|[Cc]orrect|[Cc]hange/);
    });
  }
});

test.describe('something that is no engine', () => {
  const strangers: [string, RequestListener][] = [
    ['a web page', (_, response) => void response.setHeader('content-type', 'text/html').end('<h1>It works!</h1>')],
    ['JSON of another kind', (_, response) => sendJson(response, 200, { status: 'green' })],
    ['404 everywhere', (_, response) => sendJson(response, 404, { message: 'page not found' })],
    ['OK to everything', (_, response) => void response.end('OK')],
  ];
  for (const [name, answer] of strangers) {
    test(`${name} is said to be none`, async ({ open }) => {
      await onPort(answer, async (address) => {
        await expectProblem(await open(address), /not a container engine/, /Check the address/);
      });
    });
  }

  test('bytes that are not HTTP are said to be no engine', async ({ open }) => {
    await onPort(
      ({ socket }) => void socket.end('SSH-2.0-OpenSSH_9.2\r\n'),
      async (address) => expectProblem(await open(address), /not a container engine/, /Check the address/),
    );
  });

  test('a guard that answers 403 is a matter of permission', async ({ open }) => {
    await onPort(
      (_, response) => sendJson(response, 403, { message: 'forbidden by policy' }),
      async (address) => {
        const gantry = await open(address);
        await expectProblem(gantry, /does not allow/, /access/);
        await gantry.alerts.getByText('Details').click();
        await expect(gantry.alerts).toContainText('forbidden by policy');
      },
    );
  });

  test('an engine that accepts and never answers is said to be stuck, and used once it answers', async ({
    open,
    fake,
  }) => {
    let stuck = true;
    const engine = await fake({
      containers: 1,
      handlers: {
        'GET /_ping': ({ response }) => {
          if (!stuck) response.setHeader('api-version', '1.41').end('OK');
        },
      },
    });
    const gantry = await open(engine);
    await expectProblem(gantry, /did not answer within/, /busy or stuck/);
    stuck = false;
    await expect(gantry.row('fake-0')).toBeVisible();
    await expect(gantry.alerts).toHaveCount(0);
  });
});

test.describe('an engine that comes and goes', () => {
  test('is used within two seconds of its socket appearing', { tag: '@electron' }, async ({ open, fake, folder }) => {
    const socket = join(folder, 'later', 'e.sock');
    const gantry = await open(`unix://${socket}`);
    await expect(gantry.alerts).toContainText('no socket');
    // The pauses between tries have grown.
    await expect(gantry.alerts).toContainText(/in [4-9] s/);
    await mkdir(join(folder, 'later'));
    await fake({ socket, containers: 1 });
    const appeared = Date.now();
    await expect(gantry.row('fake-0')).toBeVisible();
    console.log(`rows ${Date.now() - appeared} ms after the socket`);
    await expect(gantry.alerts).toHaveCount(0);
  });

  test('keeps its list right though its event stream is cut again and again', async ({ open, fake }) => {
    const engine = await fake({ containers: 3 });
    const gantry = await open(engine);
    await expect(gantry.row('fake-2')).toBeVisible();
    for (let round = 0; round < 5; round++) {
      engine.cut();
      // Nobody is told: only reading again can show it.
      const container = fakeContainer(10 + round, { name: `new-${round}` });
      engine.containers.set(container.id, container);
      await expect(gantry.row(`new-${round}`)).toBeVisible();
    }
    await expect(gantry.alerts).toHaveCount(0);
    await expect(gantry.containers.getByRole('row')).toHaveCount(9);
  });

  test('whose event stream ends at once is still listed', async ({ open, fake }) => {
    const engine = await fake({
      containers: 2,
      handlers: { 'GET /events': ({ response }) => void response.writeHead(200).end() },
    });
    const gantry = await open(engine);
    await expect(gantry.row('fake-1')).toBeVisible();
    const streams = () => engine.requests.filter(({ path }) => path.endsWith('/events')).length;
    await expect.poll(streams).toBeGreaterThan(3);
    await expect(gantry.row('fake-1')).toBeVisible();
    // However eager, it must not flood the engine.
    expect(engine.requests.length).toBeLessThan(60);
  });

  test('that sends rubbish as events is still listed', async ({ open, fake }) => {
    const engine = await fake({ containers: 2 });
    const gantry = await open(engine);
    await expect(gantry.row('fake-1')).toBeVisible();
    for (const rubbish of ['null\n', '[]\n', '{"Type":"container"}\n', '{"Type":"container","Action":{},"id":[]}\n'])
      engine.emit(rubbish);
    engine.emit('<html>\n');
    engine.emit(Buffer.from([0xff, 0xfe, 0x0a]));
    await expect.poll(() => engine.listening).toBe(1);
    const container = fakeContainer(7, { name: 'after' });
    engine.containers.set(container.id, container);
    engine.emit({ Type: 'container', Action: 'create', Actor: { ID: container.id } });
    await expect(gantry.row('after')).toBeVisible();
  });

  test('that is half open is said to be unreachable, and used again when it speaks', async ({ open, fake }) => {
    let silent = false;
    const engine = await fake({
      containers: 1,
      handlers: {
        'GET /_ping': ({ response }) => {
          if (!silent) response.setHeader('api-version', '1.41').end('OK');
        },
      },
    });
    const gantry = await open(engine);
    await expect(gantry.row('fake-0')).toBeVisible();
    silent = true;
    const since = Date.now();
    await expect(gantry.alerts).toContainText('is not reachable', { timeout: 60_000 });
    console.log(`a half-open connection was noticed after ${Date.now() - since} ms`);
    await expect(gantry.row('fake-0')).toBeVisible();
    silent = false;
    await expect(gantry.alerts).toHaveCount(0);
  });
});

test.describe('a host that dies', () => {
  test('is said to be gone; a new one at its address does not take the old cookie', async ({ page, fake, hostOn }) => {
    const errors = watchErrors(page);
    const engine = await fake({ containers: 1 });
    const first = await startHost({ dockerHost: `unix://${engine.socket}` });
    const gantry = new GantryWindow(page);
    await page.goto(first.url);
    await expect(gantry.row('fake-0')).toBeVisible();
    await first.stop('SIGKILL');
    await expect(gantry.alerts).toContainText('lost its connection to Gantry');
    await expect(gantry.alerts).toContainText('start Gantry again and open the address that it prints');
    // What was known stays on screen.
    await expect(gantry.row('fake-0')).toBeVisible();

    const second = await hostOn(`unix://${engine.socket}`, { port: Number(new URL(first.url).port) });
    // It is turned away, again and again.
    const turnedAway = () => errors.filter((error) => /WebSocket.*(403|401|Unexpected response)/.test(error)).length;
    await expect.poll(turnedAway).toBeGreaterThan(1);
    await expect(gantry.alerts).toContainText('lost its connection to Gantry');
    // The page's tries to connect, and to bring code that comes later, are errors to the browser.
    expect(errors.filter((error) => !/WebSocket|net::ERR_CONNECTION_|403 \(Forbidden\)/.test(error))).toEqual([]);
    await page.goto(second.url);
    await expect(gantry.row('fake-0')).toBeVisible();
    await expect(gantry.alerts).toHaveCount(0);
    errors.length = 0;
  });
});
