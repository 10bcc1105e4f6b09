import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { SshQuestion } from '../endpoints/endpoints.ts';
import { Askpass, questionOf } from './askpass.ts';

const hostKey = `The authenticity of host '[build.example]:2222 ([10.0.0.1]:2222)' can't be established.
ED25519 key fingerprint is SHA256:6Vh0mQ.
This key is not known by any other names.
Are you sure you want to continue connecting (yes/no/[fingerprint])? `;

describe('what ssh asks', () => {
  test.each<[string, SshQuestion]>([
    [
      hostKey,
      {
        kind: 'host-key',
        host: '[build.example]:2222 ([10.0.0.1]:2222)',
        algorithm: 'ED25519',
        fingerprint: 'SHA256:6Vh0mQ',
      },
    ],
    ["Enter passphrase for key '/home/me/.ssh/id': ", { kind: 'passphrase', key: '/home/me/.ssh/id' }],
    ['Enter passphrase for /home/me/.ssh/id: ', { kind: 'passphrase', key: '/home/me/.ssh/id' }],
    ["me@far's password: ", { kind: 'password', words: "me@far's password:" }],
    ['(me@far) Verification code: ', { kind: 'password', words: '(me@far) Verification code:' }],
  ])('is understood: %s', (words, question) => {
    expect(questionOf(words)).toEqual(question);
  });
});

const noShell = process.platform === 'win32'; // what ssh starts there is a script for a POSIX shell

describe.skipIf(noShell)('the program that ssh asks by', () => {
  let folder: string;
  let askpass: Askpass;
  const asked: SshQuestion[] = [];
  let answer: (question: SshQuestion) => Promise<string>;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'ask-'));
    asked.length = 0;
    const ask = (question: SshQuestion): Promise<string> => {
      asked.push(question);
      return answer(question);
    };
    askpass = await Askpass.open(folder, { env: {}, ask });
  });
  afterEach(async () => {
    askpass.close();
    await rm(folder, { recursive: true });
  });

  const run = (words: string, env: NodeJS.ProcessEnv = {}) =>
    promisify(execFile)(join(folder, 'ask'), [words], { env: { PATH: process.env['PATH'], ...env } });

  test('gives what a person answered, and leaves nothing', async () => {
    answer = async () => ' two words ';
    expect((await run("me@far's password: ")).stdout).toBe(' two words \n');
    expect(asked).toHaveLength(1);
    expect(await readdir(folder)).toEqual(['ask']);
  });

  test('answers for a host with the fingerprint that was shown', async () => {
    answer = async () => '';
    expect((await run(hostKey)).stdout).toBe('SHA256:6Vh0mQ\n');
  });

  test('tells why there is no answer, which ends the asking', async () => {
    answer = () => Promise.reject(new Error('no'));
    const running = run('x').catch(() => 'over');
    await expect.poll(() => askpass.refused).toMatchObject({ message: 'no' });
    expect(askpass.asking).toBe(false);
    // ssh would be ended now, and its program with it.
    const [pipe = ''] = (await readdir(folder)).filter((name) => name.endsWith('.answer'));
    process.kill(Number(pipe.split('.')[0]));
    expect(await running).toBe('over');
  });

  test('asks nothing where ssh only tells something', async () => {
    await run('Confirm user presence', { SSH_ASKPASS_PROMPT: 'none' });
    expect(asked).toEqual([]);
  });
});
