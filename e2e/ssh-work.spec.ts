import { test as base, build, expect, openEditor, plain } from './build-folder.ts';
import { buttonOf, openProject, upProject } from './compose-project.ts';
import { composeEnv } from './fixtures.ts';
import { type Sshd, startSshd } from './lab/ssh/sshd.ts';

/** Everything goes to the lab's engine by ssh. */
const test = base.extend<{ far: Sshd }>({
  far: async ({ lab }, use) => {
    const far = await startSshd({ socket: lab.socket });
    await use(far);
    await far.stop();
  },
  host: async ({ lab, far, hostOn }, use) => {
    await use(await hostOn(far.url, { env: { ...composeEnv(lab), ...far.env } }));
    // Nothing of ours is left on the way when the host has ended.
    await expect.poll(() => far.links).toBeLessThanOrEqual(1);
  },
});
test.use({ labOptions: { compose: true } });

test.describe('over ssh', () => {
  test('an image is built from files of this machine', async ({ gantry, folder, docker }) => {
    folder.put({ Dockerfile: plain, 'words.txt': `words of ${folder.name}\n` });
    await expect(gantry.engine).toContainText('Docker 2');
    await openEditor(gantry, folder);
    await build(gantry, 'e2e:far');
    await expect(gantry.page.getByRole('log')).toContainText(`words of ${folder.name}`);
    expect(await docker('run', '--rm', 'e2e:far', 'cat', '/app/words.txt')).toBe(`words of ${folder.name}`);
  });

  test('a project is stopped and taken down, by one connection', async ({ gantry, lab, far }) => {
    const service = 'image: busybox\n    init: true\n    command: sleep 1000\n    stop_grace_period: 1s\n';
    await upProject(lab, 'farshop', `services:\n  db:\n    ${service}  web:\n    ${service}`);
    const detail = await openProject(gantry, 'farshop');
    const row = gantry.page.getByRole('grid', { name: 'Compose' }).getByRole('row', { name: /^farshop/ });
    await expect(row).toContainText('2 running');
    await buttonOf(detail, 'Up').last().click();
    await expect(gantry.page.getByRole('status').filter({ hasText: 'Up farshop' }).first()).toBeVisible();
    await buttonOf(detail, 'Down').click();
    await gantry.question.getByRole('button', { name: 'Down' }).click();
    await expect(row).toHaveCount(0);
    expect(far.links).toBe(1);
  });

  test('a log is followed and a shell runs', async ({ gantry, docker }) => {
    const { page } = gantry;
    await docker('run', '-d', '--init', '--name', 'far', 'busybox', 'sh', '-c', 'echo hello from afar; sleep 1000');
    await gantry.row('far').click();
    await page.keyboard.press('l');
    await expect(page.getByRole('log')).toContainText('hello from afar');
    await gantry.verb('far', 'e');
    const shell = page.getByRole('region', { name: 'Shell in far' });
    await expect(shell).toContainText('#');
    await page.keyboard.type('echo $((6*7))\n');
    await expect(shell).toContainText('42');
  });
});
