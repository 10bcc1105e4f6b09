import { frame, sendJson } from './fake/engine.ts';
import type { FakeContainer } from './fake/engine-bodies.ts';
import { expect, expectSound, test } from './fake-fixtures.ts';

const img = '<img src=x onerror=window.pwned=1>';
const script = '<script>window.pwned=1</script>';
const rlo = '\u202E';
const esc = '\u001b';
const time = '2023-11-14T22:13:21.000000000Z';
/** Names that mean to do harm, each with what is seen of it. */
const names: [what: string, name: string, shown: string][] = [
  ['an image that runs script', img, img],
  ['a script', script, script],
  ['a quote that ends an attribute', `"><svg onload=window.pwned=1>`, `"><svg onload=window.pwned=1>`],
  ['bidi overrides', `evil${rlo}gpj.exe`, 'evil⟨U+202E⟩gpj.exe'],
  ['a NUL', 'be\0fore', 'be⟨NUL⟩fore'],
  ['escape sequences', `${esc}[31mred${esc}]0;title\u0007`, '⟨ESC⟩[31mred⟨ESC⟩]0;title⟨BEL⟩'],
  ['lines', 'one\ntwo\r\nthree', 'one⟨LF⟩two⟨CR⟩⟨LF⟩three'],
  ['a property of every object', '__proto__', '__proto__'],
  ['another one', 'constructor', 'constructor'],
  ['an address', 'javascript:window.pwned=1', 'javascript:window.pwned=1'],
  ['a template', '${window.pwned=1}{{constructor.constructor("window.pwned=1")()}}', '${window.pwned=1}'],
];

function hostile(text: string): Partial<FakeContainer> {
  const labels = JSON.parse(
    JSON.stringify({ 'com.docker.compose.project': text, 'com.docker.compose.service': text, [text]: text }),
  ) as Record<string, string>;
  return {
    name: text,
    image: text,
    labels,
    ports: [
      { PrivatePort: 80, PublicPort: 8080, IP: text, Type: text },
      { PrivatePort: 81, PublicPort: 8081, IP: text, Type: 'tcp' },
      { PrivatePort: text, PublicPort: text, IP: text, Type: 'tcp' },
    ],
    inspect: {
      Config: {
        Image: text,
        Labels: labels,
        Env: [`${text}=${text}`, text],
        Cmd: [text],
        WorkingDir: text,
        User: text,
        Tty: false,
      },
      HostConfig: { LogConfig: { Type: text }, RestartPolicy: { Name: text } },
      State: {
        Status: 'running',
        Running: true,
        Error: text,
        StartedAt: text,
        Health: { Status: 'unhealthy', Log: [{ Start: text, ExitCode: 1, Output: `${text}\n${text}` }] },
      },
      Mounts: [{ Type: text, Source: text, Destination: text, RW: false }],
      NetworkSettings: {
        Ports: { [`80/${text}`]: [{ HostIp: text, HostPort: '8080' }] },
        Networks: { [text]: { IPAddress: text, Aliases: [text] } },
      },
    },
    log: [frame(1, `${time} ${text}\n`)],
  };
}

for (const [what, name, shown] of names) {
  test(`text with ${what} stays text everywhere`, async ({ open, fake }) => {
    const engine = await fake({
      containers: [hostile(name), { name: 'plain' }],
      handlers: {
        'POST /containers/:id/restart': ({ response }) => sendJson(response, 500, { message: name }),
      },
    });
    const gantry = await open(engine);
    const row = gantry.containers.locator('[role=row][data-key]').filter({ hasText: shown }).nth(1);
    await expect(row).toBeVisible();
    expect((await row.getAttribute('aria-label'))?.startsWith(name.slice(0, 4))).toBe(true);
    await expectSound(gantry);

    await row.getByText(shown).first().click();
    const detail = gantry.page.getByRole('complementary');
    await expect(detail).toContainText('Restart policy');
    await expect(detail.getByRole('heading', { level: 2 })).toContainText(shown);
    await expectSound(gantry);
    await detail.getByRole('tab', { name: 'Logs' }).click();
    await expect(gantry.page.getByRole('log')).toContainText('22:13:21');
    await expectSound(gantry);
    await detail.getByRole('tab', { name: 'Inspect' }).click();
    await expect(detail.locator('.cm-content')).toBeVisible();
    await expectSound(gantry);

    await row.focus();
    await gantry.page.keyboard.press('r');
    await gantry.alerts.getByText('Details').click();
    await expectSound(gantry);
    await gantry.alerts.getByRole('button', { name: 'Dismiss' }).click();
    await row.click({ button: 'right' });
    await expect(gantry.page.getByRole('menu')).toBeVisible();
    await gantry.page.getByRole('menuitem', { name: 'Remove', exact: true }).click();
    await expect(gantry.question).toContainText(shown);
    await expectSound(gantry);
    await gantry.page.keyboard.press('Escape');
    await gantry.page.keyboard.press('Control+k');
    await gantry.palette.getByRole('combobox').fill('restart');
    await expectSound(gantry);
    await gantry.page.keyboard.press('Escape');
    await row.focus();
    await gantry.page.keyboard.press('l');
    await expect(gantry.dock.getByRole('log')).toContainText('22:13:21');
    await expectSound(gantry);
  });
}

test.describe('text without measure', () => {
  test('names of 10 kB are cut, and what they open is remembered', async ({ open, fake }) => {
    const long = 'long'.repeat(2500);
    const engine = await fake({ containers: [hostile(long), { name: 'plain', log: [frame(1, `${time} hello\n`)] }] });
    const gantry = await open(engine);
    const row = gantry.containers.locator('[role=row][data-key]').filter({ hasText: 'long' }).nth(1);
    await expect(row).toBeVisible();
    expect((await row.getAttribute('aria-label'))?.length).toBeLessThan(500);
    expect((await row.innerText()).length).toBeLessThan(2000);
    await expectSound(gantry);
    // The group's name ends before the verbs begin.
    const group = gantry.containers.getByRole('row', { name: /group of 1$/ });
    const [named, verbs] = await Promise.all([0, -1].map((at) => group.getByRole('gridcell').nth(at).boundingBox()));
    expect((named?.x ?? 0) + (named?.width ?? 0)).toBeLessThanOrEqual(verbs?.x ?? 0);
    // What is seen of the name: its text is wider than the window, cut in its cell.
    await row.getByRole('gridcell').first().click();
    await expect(gantry.page.getByRole('complementary')).toContainText('Restart policy');
    expect((await gantry.page.getByRole('complementary').innerText()).length).toBeLessThan(20_000);
    await expectSound(gantry);
    await row.focus();
    await gantry.page.keyboard.press('l');
    await expect(gantry.dock.getByRole('log')).toContainText('22:13:21');
    await expectSound(gantry);
    await gantry.filter.fill('long');
    await gantry.page.reload();
    await expect(gantry.filter).toHaveValue('long');
    await expect(gantry.dock.getByRole('log')).toContainText('22:13:21');
  });

  test('thousands of labels, variables, mounts, ports and probes hang nothing', async ({ open, fake }) => {
    const many = Array.from({ length: 5000 }, (_, n) => n);
    const labels = Object.fromEntries(many.map((n) => [`label-${n}`, `${n}`]));
    const engine = await fake({
      containers: [
        {
          name: 'many',
          labels,
          ports: many.map((n) => ({ PrivatePort: n + 1, PublicPort: n + 1, IP: '0.0.0.0', Type: 'tcp' })),
          inspect: {
            Config: { Image: 'i', Labels: labels, Env: many.map((n) => `V${n}=${n}`), Cmd: many.map(String) },
            Mounts: many.map((n) => ({ Type: 'bind', Source: `/s${n}`, Destination: `/d${n}`, RW: true })),
            NetworkSettings: {
              Ports: Object.fromEntries(
                many.map((n) => [`${n + 1}/tcp`, [{ HostIp: '0.0.0.0', HostPort: `${n + 1}` }]]),
              ),
              Networks: Object.fromEntries(many.map((n) => [`net${n}`, { IPAddress: '10.0.0.1' }])),
            },
          },
        },
      ],
    });
    const gantry = await open(engine);
    await expect(gantry.row('many')).toBeVisible();
    expect(await gantry.row('many').locator('*').count()).toBeLessThan(300);
    await expectSound(gantry);
    const opened = Date.now();
    const detail = await gantry.open('many');
    // Of the 300 that are shown, by name, the last one.
    await expect(detail).toContainText('label-1267');
    console.log(`5,000 of everything drawn in ${Date.now() - opened} ms`);
    await expect(detail).toContainText(/4,700 more/);
    await detail.getByRole('tab', { name: 'Inspect' }).click();
    await expect(detail.locator('.cm-content')).toBeVisible();
    await expectSound(gantry);
  });

  test('an error of a megabyte is cut', async ({ open, fake }) => {
    const engine = await fake({
      containers: 1,
      handlers: {
        'POST /containers/:id/restart': ({ response }) =>
          sendJson(response, 500, { message: `${img}${'x'.repeat(1_000_000)}` }),
      },
    });
    const gantry = await open(engine);
    await gantry.row('fake-0').focus();
    await gantry.page.keyboard.press('r');
    await gantry.alerts.getByText('Details').click();
    await expect(gantry.alerts).toContainText(/onerror|Couldn’t restart fake-0/);
    expect((await gantry.alerts.innerText()).length).toBeLessThan(30_000);
    await expectSound(gantry);
  });
});

test.describe('values that are none', () => {
  test('figures out of every range are survived', async ({ open, fake }) => {
    for (const [at, figure] of [1e300, -1e300, 8.64e15, -1, 0.5].entries()) {
      const State = { Status: 'exited', ExitCode: figure, StartedAt: figure, FinishedAt: figure };
      const engine = await fake({
        containers: [
          {
            name: `odd-${at}`,
            row: { Created: figure, ExitCode: figure, Ports: [{ PrivatePort: figure, PublicPort: figure }] },
            inspect: { Created: figure, RestartCount: figure, State },
          },
        ],
      });
      const gantry = await open(engine);
      const detail = await gantry.open(`odd-${at}`);
      await expect(detail).toContainText('Restart policy');
      await expectSound(gantry);
    }
  });

  test('half characters are survived', async ({ open, fake }) => {
    const engine = await fake({ containers: [hostile('half\ud800way'), hostile('\udc00\ud800'), { name: 'plain' }] });
    const gantry = await open(engine);
    await expect(gantry.row('plain')).toBeVisible();
    const row = gantry.containers
      .locator('[role=row][data-key]')
      .filter({ hasText: /half.+way/ })
      .nth(1);
    await row.getByText(/half/).first().click();
    await expect(gantry.page.getByRole('complementary')).toContainText('Restart policy');
    await expectSound(gantry);
  });

  test('__proto__ as label, project and variable changes no object', async ({ open, fake }) => {
    const labels = JSON.parse(
      '{"__proto__":"label-of-proto","com.docker.compose.project":"__proto__","constructor":"c","toString":"t"}',
    ) as Record<string, string>;
    const engine = await fake({
      containers: [
        {
          name: 'proto',
          labels,
          inspect: {
            Config: { Image: 'i', Labels: labels, Env: ['__proto__=polluted', 'constructor=x'] },
            NetworkSettings: JSON.parse('{"Ports":{"__proto__":[]},"Networks":{"__proto__":{"polluted":1}}}') as object,
          },
        },
      ],
    });
    const gantry = await open(engine);
    await expect(gantry.containers.getByRole('row', { name: /^__proto__,/ })).toBeVisible();
    const detail = await gantry.open('proto');
    await expect(detail).toContainText('label-of-proto');
    await gantry.filter.fill('label:__proto__=label-of-proto');
    await expect(gantry.row('proto')).toBeVisible();
    await expectSound(gantry);
  });

  test('an engine whose own name and version are hostile', async ({ open, fake }) => {
    const Version = `${img}${rlo}${'v'.repeat(10_000)}`;
    const engine = await fake({
      containers: 1,
      handlers: {
        'GET /version': ({ response }) => sendJson(response, 200, { Version, ApiVersion: '1.41', Os: img, Arch: img }),
      },
    });
    const gantry = await open(engine);
    await expect(gantry.row('fake-0')).toBeVisible();
    await expectSound(gantry);
    expect((await gantry.engine.innerText()).length).toBeLessThan(300);
    expect((await gantry.page.getByRole('contentinfo').innerText()).length).toBeLessThan(400);
  });
});
