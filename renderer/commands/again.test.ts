import { beforeEach, describe, expect, it } from 'vitest';
import type { ContainerSpec } from '../../app/create.ts';
import { cause } from '../../app/rpc/problem.ts';
import { bareSpec } from '../../e2e/fake/bare-spec.ts';
import { emptyForm } from '../stores/shown/run-drafts.ts';
import { containerOf, far, idOf, near, openWindow, type PlayedWindow, wholeList } from '../stores/testing.ts';
import { runAgain } from './again.ts';

const plain: ContainerSpec = { ...bareSpec, image: 'web:2' };

let window: PlayedWindow;
beforeEach(async () => {
  window = await openWindow();
});

/** What the form is opened with for a container that was made with this. */
async function form(spec: ContainerSpec, engine = near) {
  window.host.answer('containers.recipe', () => ({ spec, rest: [] }));
  await runAgain.run([{ engine, container: containerOf(1, 'web') }], window.session);
  const { open } = window.session.dialog.state.getState();
  return open?.kind === 'containers.run' ? open.with.recipe?.form : undefined;
}

describe('running a container again', () => {
  it('opens the form with all that it was made with', async () => {
    const mounts = [{ type: 'bind', source: '/srv', target: '/data', readOnly: true }] as const;
    const spec: ContainerSpec = {
      ...plain,
      name: 'web',
      command: ['sh', '-c', "echo 'a b'"],
      entrypoint: ['/init'],
      workdir: '/app',
      user: '1000:1000',
      env: [['KEY', 'a=b']],
      labels: [
        ['com.docker.compose.project', 'shop'],
        ['tier', 'front'],
      ],
      ports: [
        { hostIp: '127.0.0.1', hostPort: 8080, containerPort: 80, protocol: 'tcp' },
        { containerPort: 53, protocol: 'udp' },
      ],
      mounts: [...mounts],
      network: 'back',
      restart: 'on-failure',
      maxRetries: 3,
      memory: 64 * 1024 ** 2,
      cpus: 1.5,
      tty: true,
      autoRemove: true,
    };
    expect(await form(spec)).toEqual({
      ...emptyForm('web:2'),
      pull: 'missing',
      name: 'web',
      command: `sh -c 'echo '\\''a b'\\'''`,
      entrypoint: '/init',
      workdir: '/app',
      user: '1000:1000',
      env: [{ name: 'KEY', value: 'a=b' }],
      // Compose's own labels would make it a part of a project that did not make it.
      labels: [{ name: 'tier', value: 'front' }],
      ports: [
        { hostIp: '127.0.0.1', hostPort: '8080', containerPort: '80', protocol: 'tcp' },
        { hostIp: '', hostPort: '', containerPort: '53', protocol: 'udp' },
      ],
      mounts,
      network: 'back',
      restart: 'on-failure',
      maxRetries: '3',
      memory: '64m',
      cpus: '1.5',
      tty: true,
      autoRemove: true,
    });
  });

  it('leaves empty what was not said, and says bytes exactly', async () => {
    expect(await form(plain)).toMatchObject({
      name: '',
      command: '',
      memory: '',
      cpus: '',
      maxRetries: '',
      network: '',
    });
    expect(await form({ ...plain, memory: 64 * 1024 ** 2 + 1 })).toMatchObject({ memory: '67108865b' });
  });

  it('proposes a name that is free on its engine', async () => {
    const { host } = window;
    await host.tell('containers.watch', wholeList(containerOf(1, 'web'), containerOf(2, 'web-2')), near);
    expect(await form({ ...plain, name: 'web' })).toMatchObject({ name: 'web-3' });
    expect(await form({ ...plain, name: 'api' })).toMatchObject({ name: 'api' });
    expect(await form({ ...plain, name: 'web' }, far)).toMatchObject({ name: 'web' });
    expect(await form(plain)).toMatchObject({ name: '' });
    expect(window.host.callsOf('containers.recipe')).toContainEqual({ engine: far, id: idOf(1) });
  });

  it('says when nobody can tell how it was made', async () => {
    window.host.refuse('containers.recipe', { code: 'not-found', ...cause('unforeseen'), detail: 'It is gone.' });
    await runAgain.run([{ engine: near, container: containerOf(1, 'web') }], window.session);
    expect(window.said()).toEqual(['failure: Couldn’t read how web was made']);
    expect(window.session.dialog.state.getState().open).toBeUndefined();
  });
});
