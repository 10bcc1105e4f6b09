import { frame } from './fake/engine.ts';
import { expect, expectSound, test } from './fake-fixtures.ts';

const img = '<img src=x onerror=window.pwned=1>';
const script = '<script>window.pwned=1</script>';
const rlo = '\u202E';
const esc = '\u001b';
const time = '2023-11-14T22:13:21.000000000Z';

test.describe('a log', () => {
  const line = (text: string | Buffer) => frame(1, Buffer.concat([Buffer.from(`${time} `), Buffer.from(text)]));

  test('of markup, links, cursor movement and progress bars is plain text', async ({ open, fake }) => {
    const engine = await fake({
      containers: [
        {
          log: [
            line(`${script}${img}\n`),
            line(`${esc}]8;;javascript:window.pwned=1${esc}\\click me${esc}]8;;${esc}\\ after\n`),
            line(`${esc}[2J${esc}[1;1H${esc}[10Aback at the top${esc}[?1049h\n`),
            line(`10 %\r50 %\r100 %\r\n`),
            line(`${esc}[31mred${esc}[0m plain ${esc}[38;5;999999mno colour ${esc}[${'9;'.repeat(2000)}1mlong\n`),
            line(`${esc}]0;no end`),
            line(`\n`),
            line(`bidi ${rlo}txet and NUL \0 and bell \u0007\n`),
            line(
              Buffer.concat([
                Buffer.from('bad '),
                Buffer.from([0xff, 0xfe, 0xc0, 0x80, 0xed, 0xa0, 0x80]),
                Buffer.from(' good\n'),
              ]),
            ),
            line('the end\n'),
          ],
        },
      ],
    });
    const gantry = await open(engine);
    await gantry.open('fake-0', 'Logs');
    const log = gantry.log('fake-0');
    await expect(log).toContainText('the end');
    await expect(log).toContainText(`${script}${img}`);
    await expect(log).toContainText('click me after');
    await expect(log.locator('a')).toHaveCount(0);
    await expect(log).toContainText('back at the top');
    await expect(log).toContainText('100 %');
    await expect(log).not.toContainText('50 %');
    await expect(log).toContainText('bidi ⟨U+202E⟩txet and NUL ⟨NUL⟩ and bell ⟨BEL⟩');
    await expect(log).toContainText(/bad \uFFFD+ good/);
    await expectSound(gantry);
  });

  test('line of 200 kB is cut on screen and says so', async ({ open, fake }) => {
    const engine = await fake({ containers: [{ log: [line(`${'x'.repeat(200_000)}\n`), line('after\n')] }] });
    const gantry = await open(engine);
    await gantry.open('fake-0', 'Logs');
    const log = gantry.log('fake-0');
    await expect(log).toContainText('after');
    await expect(log).toContainText('191 KiB more');
    await expect(gantry.page.getByRole('status', { name: 'Line count' })).toHaveText('2 lines');
    expect((await log.innerText()).length).toBeLessThan(10_000);
    await expectSound(gantry);
  });

  test('in chunks of one byte is what it would be whole', async ({ open, fake }) => {
    const text = ['first line', 'ünïcödé 日本語 🐳', `${esc}[32mgreen${esc}[0m`, 'last line'];
    const bytes = Buffer.concat([...text.map((words) => line(`${words}\n`)), frame(2, `${time} from stderr\n`)]);
    const engine = await fake({ containers: [{ log: [] }] });
    const gantry = await open(engine);
    await gantry.open('fake-0', 'Logs');
    await expect.poll(() => engine.requests.some(({ query }) => query['follow'] === '1')).toBe(true);
    const [id = ''] = engine.containers.keys();
    for (const [at] of bytes.entries()) {
      engine.print(id, bytes.subarray(at, at + 1));
      // A write of its own: the next turn of the loop.
      await new Promise((resolve) => setImmediate(resolve));
    }
    const log = gantry.log('fake-0');
    await expect(log).toContainText('from stderr');
    for (const words of ['first line', 'ünïcödé 日本語 🐳', 'green', 'last line'])
      await expect(log).toContainText(words);
    await expect(gantry.page.getByRole('status', { name: 'Line count' })).toHaveText('5 lines');
  });

  test('cut into two at every byte is what it would be whole', async ({ open, fake }) => {
    const bytes = Buffer.concat([line('één\n'), frame(2, `${time} zwei 🐳\n`)]);
    const cuts = Array.from(bytes, (_, at) => [bytes.subarray(0, at), bytes.subarray(at)]).flat();
    const engine = await fake({ containers: [{ log: cuts.filter(({ length }) => length > 0) }] });
    const gantry = await open(engine);
    await gantry.open('fake-0', 'Logs');
    const status = gantry.page.getByRole('status', { name: 'Line count' });
    await expect(status).toHaveText(`${bytes.length * 2} lines`);
    const texts = await gantry.log('fake-0').locator('[data-part=text]').allInnerTexts();
    expect([...new Set(texts)].toSorted()).toEqual(['zwei 🐳', 'één']);
  });

  test('whose frames are no frames says that it cannot be followed, or shows the bytes, and hangs nothing', async ({
    open,
    fake,
  }) => {
    const engine = await fake({
      containers: [{ log: [Buffer.from([1, 0, 0, 0, 0xff, 0xff, 0xff, 0xff]), Buffer.from(`${time} ${img}\n`)] }, {}],
    });
    const gantry = await open(engine);
    await gantry.open('fake-0', 'Logs');
    await expect(gantry.detail('fake-0')).toContainText(/cannot be followed|onerror/);
    await expectSound(gantry);
    await gantry.open('fake-1');
    await expect(gantry.detail('fake-1')).toContainText('Restart policy');
  });

  test('that the engine could not read is read again when asked, and when its container starts', async ({
    open,
    fake,
  }) => {
    let healed = false;
    let refused = 0;
    const engine = await fake({
      containers: [{}, {}],
      handlers: {
        'GET /containers/:id/logs': ({ response, query }) => {
          response.writeHead(200, { 'content-type': 'application/octet-stream' });
          response.write(healed ? line('here it is\n') : frame(3, 'Error grabbing logs: unexpected EOF'));
          if (!healed) refused += 1;
          if (!healed || query.get('follow') !== '1') response.end();
        },
      },
    });
    const gantry = await open(engine);
    await gantry.open('fake-0', 'Logs');
    const alert = gantry.page.getByRole('alert');
    await expect(alert).toContainText('The engine could not read the log.');
    const before = refused;
    await alert.getByRole('button', { name: 'Try again' }).click();
    await expect.poll(() => refused).toBeGreaterThan(before);
    await expect(alert).toContainText('The engine could not read the log.');
    healed = true;
    await alert.getByRole('button', { name: 'Try again' }).click();
    await expect(gantry.log('fake-0')).toContainText('here it is');
    await expect(alert).toHaveCount(0);
    healed = false;
    await gantry.open('fake-1', 'Logs');
    await expect(alert).toContainText('The engine could not read the log.');
    healed = true;
    const [, second] = engine.containers.keys();
    engine.emit({ Type: 'container', Action: 'start', Actor: { ID: second } });
    await expect(gantry.log('fake-1')).toContainText('here it is');
  });
});
