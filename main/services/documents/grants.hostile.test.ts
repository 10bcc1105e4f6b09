import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { documents as contract } from '../../../app/documents.ts';
import type { Service } from '../../../app/rpc/operation.ts';
import { toProblem } from '../../../app/rpc/problem.ts';
import { unshared } from '../../disk/unshared-fixture.ts';
import { createDocuments } from './documents.ts';
import { Grants } from './grants.ts';

let root = '';
let home = '';
let work = '';
let grants: Grants;
let documents: Service<typeof contract>;
const context = { signal: new AbortController().signal };

beforeEach(async () => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'gantry-grants-')));
  home = join(root, 'users', 'me');
  work = join(root, 'srv', 'work');
  for (const path of [home, work, join(root, 'data')]) mkdirSync(path, { recursive: true });
  const env = { DOCKER_CONFIG: join(root, 'logins') };
  grants = await Grants.open({ env, home, platform: process.platform, uid: 0, root: '' }, join(root, 'data'));
  documents = createDocuments(unshared(join(root, 'data')), grants);
});
afterEach(() => rmSync(root, { recursive: true }));

const put = (path: string, text = 'secret: yes\n'): string => {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  return path;
};
const outcome = async (work: () => unknown): Promise<string> => {
  try {
    await work();
    return 'done';
  } catch (error) {
    return toProblem(error).code;
  }
};
/** All that a page can try, to get at a file or into its place. */
const opened = async (path: string): Promise<string> => {
  for await (const _ of documents.watch({ path }, context)) break;
  return (await documents.read({ path }, context)).text;
};
const attack = async (path: string) => ({
  read: await outcome(async () => {
    await grants.openFolder(dirname(path)).catch(() => undefined);
    await opened(path);
  }),
  write: await outcome(() => documents.write({ path, text: 'mine' }, context)),
});
const refused = { read: 'permission-denied', write: 'permission-denied' };

describe('a page that was taken over', () => {
  test.each([
    '.bashrc',
    '.zshrc',
    '.profile',
    '.netrc',
    '.git-credentials',
    '.npmrc',
    '.ssh/id_ed25519',
    '.ssh/config.yml',
    '.SSH/compose.yml',
    '.docker/config.json',
    '.Docker/compose.yaml',
    '.aws/x.yml',
    '.kube/config',
    '.kube/compose.yml',
    '.gnupg/Dockerfile',
    '.config/gcloud/x.yml',
    '.config/autostart/a.yml',
    'Library/Keychains/x.yml',
    'notes.txt',
  ])('neither reads nor writes ~/%s', async (name) => {
    const path = put(join(home, name));
    expect(await attack(path)).toEqual(refused);
    expect(readFileSync(path, 'utf8')).toBe('secret: yes\n');
    rmSync(path);
    expect(await attack(path)).toEqual(refused);
  });

  test('gets at no secret of the system, of Gantry, or where logins are kept', async () => {
    for (const path of [
      '/etc/shadow',
      '/etc/passwd',
      '/etc/ssh/compose.yml',
      '/proc/self/environ',
      '/proc/1/compose.yml',
    ]) {
      expect(await attack(path)).toEqual(refused);
    }
    for (const name of [
      'data/settings.json',
      'data/drafts/compose.yml',
      'logins/compose.yml',
      'srv/a/.aws/compose.yml',
    ]) {
      expect(await attack(put(join(root, name)))).toEqual(refused);
    }
    for (const home of ['/root', '/home/somebody', '/Users/somebody']) {
      expect(await attack(`${home}/.docker/compose.yml`)).toEqual(refused);
    }
  });

  test('gets nowhere by links, whether they lead to a file or to a folder', async () => {
    put(join(home, '.bashrc'));
    put(join(home, '.ssh/compose.yml'));
    symlinkSync(join(home, '.bashrc'), join(work, 'Dockerfile'));
    symlinkSync(join(home, '.ssh'), join(work, 'deploy'));
    symlinkSync('/etc/shadow', join(work, 'compose.yml'));
    symlinkSync('Dockerfile.loop', join(work, 'Dockerfile.loop'));
    for (const name of ['Dockerfile', 'deploy/compose.yml', 'compose.yml']) {
      expect(await attack(join(work, name))).toEqual(refused);
      expect(await attack(`${work}/./x/../${name}`)).toEqual(refused);
    }
    expect(await outcome(() => opened(join(work, 'Dockerfile.loop')))).toBe('invalid-input');
    expect(await outcome(() => grants.openFolder(join(work, 'deploy')))).toBe('permission-denied');
    expect(await outcome(() => documents.list({ folder: join(work, 'deploy'), hidden: true }, context))).toBe(
      'permission-denied',
    );
    expect(await outcome(() => grants.allow(join(work, 'deploy', 'images.tar')))).toBe('permission-denied');
  });

  test('reads nothing that was not opened, and writes nothing that was not read', async () => {
    const path = put(join(work, 'Dockerfile'), 'FROM busybox\n');
    expect(await outcome(() => documents.read({ path }, context))).toBe('permission-denied');
    expect(await outcome(() => documents.write({ path: join(work, 'compose.yml'), text: 'x' }, context))).toBe(
      'permission-denied',
    );
    await grants.openFolder(work);
    expect(await outcome(() => documents.write({ path, text: 'x' }, context))).toBe('permission-denied');
    const { version } = await documents.read({ path }, context);
    await documents.write({ path, text: 'FROM scratch\n', version }, context);
    expect(readFileSync(path, 'utf8')).toBe('FROM scratch\n');
    // What only names of builds and Compose let in would be too much here.
    const env = put(join(root, 'srv', 'other', '.env'));
    expect(await outcome(() => opened(env))).toBe('permission-denied');
    expect(await outcome(() => documents.saveDraft({ path: join(home, '.bashrc'), text: '' }, context))).toBe(
      'permission-denied',
    );
  });

  test('makes no files in a home folder, above one, or of the system', async () => {
    for (const folder of ['/', '/etc', '/usr/share', home, dirname(home), '/home', '/root']) {
      await grants.openFolder(folder);
      for (const name of ['.env', 'gantry-test.yml', 'Dockerfile.gantry-test']) {
        expect(await outcome(() => documents.write({ path: join(folder, name), text: '' }, context))).toBe(
          'permission-denied',
        );
      }
    }
    await grants.openFolder('/');
    expect(await outcome(() => documents.read({ path: join(work, 'compose.yml') }, context))).toBe('permission-denied');
  });

  test('has neither a home folder nor one of keys sent to an engine', async () => {
    for (const folder of ['/', '/home', home, join(home, '.ssh'), join(root, 'data')]) {
      expect(await outcome(() => grants.buildFolder(folder))).toBe('permission-denied');
    }
    await grants.buildFolder(work);
  });

  test('lends a build no keys but those in the folder that it may copy anyway', async () => {
    for (const file of [join(home, '.ssh', 'id'), join(home, '.npmrc'), '/etc/shadow', join(root, 'data', 'x')]) {
      expect(await outcome(() => grants.buildSecret(file, work))).toBe('permission-denied');
    }
    await grants.buildSecret(join(work, '.npmrc'), work);
    await grants.buildSecret(join(root, 'srv', 'token'), work);
    symlinkSync(join(home, '.ssh', 'id'), join(work, 'link'));
    put(join(home, '.ssh', 'id'));
    expect(await outcome(() => grants.buildSecret(join(work, 'link'), work))).toBe('permission-denied');
  });
});

describe('a person', () => {
  test('opens, reads and saves what is built and composed, in the home folder, too', async () => {
    const text = 'FROM busybox\n';
    for (const path of [
      join(home, 'Dockerfile'),
      join(work, 'docker/Dockerfile.dev'),
      join(work, '.docker/web.dockerfile'),
    ]) {
      put(path, text);
      await grants.openFolder(dirname(path));
      expect(await opened(path)).toBe(text);
      const { version } = await documents.read({ path }, context);
      await documents.write({ path, text: `${text}#\n`, version }, context);
    }
    for (const name of ['compose.yaml', 'docker-compose.prod', 'stack.yml']) {
      expect(await opened(put(join(home, 'projects', name)))).toBe('secret: yes\n');
    }
    await documents.write({ path: join(home, 'projects', '.env'), text: 'A=1' }, context);
  });

  test('watches a file that is not there yet, and makes it', async () => {
    const path = join(work, 'new', '.dockerignore');
    for await (const { state } of documents.watch({ path }, context)) {
      expect(state).toBe('missing');
      break;
    }
    mkdirSync(dirname(path));
    await documents.write({ path, text: '*\n' }, context);
    expect(readFileSync(path, 'utf8')).toBe('*\n');
  });
});

describe('what comes out of a container', () => {
  test.each(['/', '//', '/srv/..'])('is not put into the root folder of this machine, %s', async (folder) => {
    expect(await outcome(() => grants.receiving(folder, ['/planted']))).toBe('permission-denied');
  });

  test('is put where the person says', async () => {
    expect(await outcome(() => grants.receiving(work, ['/app/.env', '/app/main.js']))).toBe('done');
    expect(await outcome(() => grants.receiving(home, ['/app/.bashrc']))).toBe('permission-denied');
  });
});
