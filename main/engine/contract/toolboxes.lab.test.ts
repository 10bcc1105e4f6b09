import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { contract, failure, idle, never, type Subject } from '../../../e2e/lab/contract.ts';
import { addBareImage } from '../../../e2e/lab/images/bare-image.ts';
import { list, record } from '../../base/json.ts';
import type { Toolbox } from '../ports/toolboxes.ts';

const patient = { timeout: 20_000 };

/** How a toolbox is asked for here. */
const options = (more: object = {}) => {
  const mark = randomBytes(16).toString('hex');
  return { mark, name: `gantry-debug-${mark.slice(0, 6)}`, image: 'busybox', ...more };
};

/** Runs a line in a toolbox; `root` in it is the folder with the target's files. */
async function say({ engine }: Subject, { container, root }: Toolbox, line: string): Promise<string> {
  const command = ['/bin/sh', '-c', `root=${root}; ${line}`];
  return (await engine.containers.run(container, { command }, never)).output.trim();
}

/** What carries a mark, containers and images. */
async function marked({ lab, docker }: Subject, mark: string): Promise<string[]> {
  const filter = `label=dev.gantry.toolbox=${mark}`;
  const images = await lab.cli('images', '-aq', '--filter', filter);
  const containers = await docker('ps', '-aq', '--filter', filter);
  return `${containers}\n${images.stdout}`.split('\n').filter(Boolean);
}

contract('toolboxes', (on) => {
  test('of a container without any program see its processes, its network and its files, also of another user', async () => {
    const { docker, engine } = on();
    const bare = await bareImage(on());
    const run = ['run', '-d', '--user', '4321', '--read-only', '--hostname', 'bare-host'];
    const target = await docker(...run, bare, '/sleep', '100000');
    const asked = options();
    const toolbox = await engine.toolboxes.join(target, asked, never);
    expect(await say(on(), toolbox, 'ps -o args | grep -v grep | grep -c "^/sleep 100000"')).toBe('1');
    expect(await say(on(), toolbox, 'ls $root | grep -x sleep; cat $root/etc/hostname')).toBe('sleep\nbare-host');
    expect(await say(on(), toolbox, 'tr "\\0" "\\n" </proc/1/environ | grep ^PATH= | wc -l')).toBe('1');
    expect(await say(on(), toolbox, 'touch $root/new 2>/dev/null || echo read-only')).toBe('read-only');
    const [here, there] = ['self', '1'].map((pid) => say(on(), toolbox, `readlink /proc/${pid}/ns/net`));
    expect(await here).toBe(await there);
    const host = record((await on().raw(`/containers/${toolbox.container}/json`))['HostConfig']);
    expect(host['Privileged']).toBe(false);
    expect(list(host['CapAdd']).map(String)).toEqual([expect.stringMatching(/^(CAP_)?SYS_PTRACE$/)]);
    await engine.toolboxes.remove(asked.mark, never);
    expect(await marked(on(), asked.mark)).toEqual([]);
    await engine.toolboxes.remove(asked.mark, never);
  }, 60_000);

  test('end and go with their container', async () => {
    const { docker, engine } = on();
    const target = await docker('run', '-d', ...idle);
    const asked = options();
    const { container } = await engine.toolboxes.join(target, asked, never);
    const ended = engine.toolboxes.ended(container, never);
    expect(await marked(on(), asked.mark)).toHaveLength(1);
    await docker('restart', '-t', '0', target);
    await ended;
    await engine.toolboxes.ended(container, never);
    await expect.poll(() => marked(on(), asked.mark), patient).toEqual([]);
  }, 60_000);

  test('of a container in the processes of the machine see its files, not the machine’s', async () => {
    const { docker, engine } = on();
    const target = await docker('run', '-d', '--pid', 'host', ...idle);
    await docker('exec', target, 'touch', '/only-here');
    const asked = options();
    const toolbox = await engine.toolboxes.join(target, asked, never);
    expect(await say(on(), toolbox, 'ls $root/only-here')).toBe(`${toolbox.root}/only-here`);
    await engine.toolboxes.remove(asked.mark, never);
    const second = await docker('run', '-d', '--pid', `container:${target}`, ...idle);
    const problem = await failure(engine.toolboxes.join(second, options(), never));
    expect(problem).toMatchObject({ code: 'unsupported', reason: 'toolbox-shared-processes' });
  }, 60_000);

  test('of a container that has stopped have its files, and write nothing to it', async () => {
    const { docker, engine } = on();
    const target = await docker('run', '-d', '--name', 'crashed', '-v', '/data', ...idle);
    await docker('exec', target, 'sh', '-c', 'echo why >/crash.log; chown 4321:77 /crash.log; echo kept >/data/kept');
    await docker('stop', '-t', '0', target);
    const asked = options();
    const toolbox = await engine.toolboxes.open(target, asked, never);
    expect(await say(on(), toolbox, 'cat $root/crash.log; stat -c %u:%g $root/crash.log; ls $root/data')).toBe(
      'why\n4321:77',
    );
    await say(on(), toolbox, 'echo changed >$root/crash.log');
    await engine.toolboxes.remove(asked.mark, never);
    expect(await marked(on(), asked.mark)).toEqual([]);
    await docker('start', target);
    expect(await docker('exec', target, 'cat', '/crash.log')).toBe('why');
  }, 60_000);

  test('want an image that is there and has a shell', async () => {
    const { docker, engine } = on();
    const target = await docker('run', '-d', ...idle);
    const missing = options({ image: 'nobody/has-this:1' });
    expect(await failure(engine.toolboxes.join(target, missing, never))).toMatchObject({
      code: 'not-found',
      reason: 'image-missing',
      field: 'image',
    });
    const bare = options({ image: await bareImage(on()) });
    expect(await failure(engine.toolboxes.join(target, bare, never))).toMatchObject({
      code: 'invalid-input',
      reason: 'toolbox-no-shell',
      field: 'image',
    });
    await engine.toolboxes.remove(bare.mark, never);
    expect(await marked(on(), bare.mark)).toEqual([]);
  }, 60_000);
});

/** The name of an image with nothing but one program, `/sleep`. */
async function bareImage({ lab }: Subject): Promise<string> {
  await addBareImage(lab.socket, 'contract-bare');
  return 'contract-bare';
}
