import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { leftOut } from '../text/left-out.ts';
import { buildCommand } from './build-command.ts';

const plain = { folder: '/w d', dockerfile: 'Dockerfile', tags: ['a:1'], argNames: [], noCache: false, pull: false };

test('a build’s line names its arguments and where a value was left out', () => {
  expect(buildCommand(plain)).toBe("docker build --tag a:1 '/w d'");
  expect(
    buildCommand({ ...plain, dockerfile: 'b/C', target: 't', argNames: ['TOKEN'], noCache: true, pull: true }),
  ).toBe(
    "docker build --tag a:1 --file '/w d/b/C' --target t --build-arg TOKEN=\"${TOKEN:?was left out}\" --no-cache --pull '/w d'",
  );
});

test('a build’s line says all that its builder is told, and of secrets where they are', () => {
  const secrets = [
    { id: 'a', file: '/k y' },
    { id: 'b', variable: 'TOKEN' },
  ];
  const more = {
    platform: 'linux/arm64',
    labels: { 'x.y': 'a b' },
    extraHosts: ['h:1.2.3.4'],
    network: 'none' as const,
  };
  expect(buildCommand({ ...plain, ...more, cacheFrom: ['c:1'], secrets, ssh: true })).toBe(
    "docker build --tag a:1 --platform linux/arm64 --network none --label 'x.y=a b' --add-host h:1.2.3.4 --cache-from c:1 --secret 'id=a,src=/k y' --secret id=b,env=TOKEN --ssh default '/w d'",
  );
});

test.runIf(process.platform !== 'win32')(
  'a shell takes the value from its environment, or says what is missing',
  () => {
    const run = (env: NodeJS.ProcessEnv) =>
      execFileSync('/bin/sh', ['-c', `printf '<%s>' ${leftOut('TOKEN')}`], { env, encoding: 'utf8', stdio: 'pipe' });
    expect(run({ TOKEN: 'a b$(c)' })).toBe('<TOKEN=a b$(c)>');
    expect(() => run({})).toThrow(/TOKEN: was left out/);
    expect(leftOut("a.b'")).toBe(`'a.b'\\''='"\${VALUE:?was left out}"`);
  },
);
