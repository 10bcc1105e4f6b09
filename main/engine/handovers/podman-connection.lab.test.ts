import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { outcome } from '../../../e2e/lab/base/command.ts';
import { SYSTEM_PATH } from '../../../e2e/lab/daemon.ts';
import { onEachEngine } from '../../../e2e/lab/engines.ts';
import { writePodmanProgram } from '../../../e2e/lab/podman/program.ts';
import { Look } from '../endpoints/look.ts';
import { readPodmanConnections } from '../endpoints/podman-connections.ts';
import { podmanConnections } from './podman-connection.ts';

let home = '';
// Below /tmp, which Podman sees in its own root.
beforeEach(async () => void (home = await mkdtemp('/tmp/connections-')));
afterEach(() => rm(home, { recursive: true, force: true }));

onEachEngine(
  (podman) => {
    test('what is written is a connection to the podman command, and what that adds is found', async () => {
      const { socket } = podman();
      const program = join(home, 'podman');
      await writePodmanProgram(program);
      const config = join(home, 'config');
      const env = { PATH: SYSTEM_PATH, HOME: home, XDG_CONFIG_HOME: config, PODMAN_IGNORE_CGROUPSV1_WARNING: '1' };
      const machine = { env, home, platform: 'linux', uid: 0, root: home } as const;
      const ask = async (...words: string[]): Promise<string> => {
        const { code, stdout, stderr } = await outcome(program, words, env);
        if (code !== 0) throw new Error(stderr);
        return stdout.trim();
      };
      const [ours, far] = [
        { name: 'ours', url: `unix://${socket}` },
        { name: 'far', url: 'ssh://me@build:2222/run/podman/podman.sock' },
      ];
      for (const one of [ours, far]) {
        await podmanConnections.check(one, machine);
        await podmanConnections.write(one, machine);
      }
      const format = '{{.Name}} {{.URI}} {{.Default}}';
      const listed = (await ask('system', 'connection', 'list', '--format', format)).split('\n');
      expect(listed.toSorted()).toEqual([`far ${far.url} false`, `ours ${ours.url} true`]);
      const about = ['info', '--format', '{{.Host.ServiceIsRemote}} {{.Store.GraphRoot}}'];
      expect(await ask('--connection', 'ours', ...about)).toMatch(/^true \/.+\/data\/graph$/);
      // The default, without its name.
      expect(await ask('--remote', ...about)).toMatch(/^true \/.+\/data\/graph$/);

      // By the program, where it is installed.
      const theirs = { name: 'theirs', url: ours.url };
      const [, ...words] = podmanConnections.command(theirs);
      await ask(...words);
      expect(await ask('--connection', 'theirs', ...about)).toMatch(/^true /);
      const found = await readPodmanConnections(new Look(machine));
      expect(found.map(({ name, url }) => [name, url])).toEqual([
        ['ours', ours.url],
        ['far', far.url],
        ['theirs', ours.url],
      ]);
      await ask('system', 'connection', 'default', 'theirs');
      expect((await readPodmanConnections(new Look(machine)))[0]).toMatchObject({ name: 'theirs' });
      // Neither has changed what it does not know.
      expect(await ask('--connection', 'ours', ...about)).toMatch(/^true /);
    });
  },
  ['podman5'],
);
