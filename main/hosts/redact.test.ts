import { expect, it } from 'vitest';
import { cpuClock } from '../../e2e/cpu-time.ts';
import { redacted, secretsOf } from './redact.ts';

it.each([
  ['Authorization: Basic aHVudGVyMg==', 'Authorization: ***'],
  ['authorization: "Bearer hunter2hunter2"', 'authorization: ***'],
  ["{ authorization: 'Digest hunter2', host: 'x' }", "{ authorization: ***, host: 'x' }"],
  ['X-Registry-Auth: eyJodW50ZXIy', 'X-Registry-Auth: ***'],
  ['"X-Registry-Auth":"eyJodW50ZXIy","a":1', '"X-Registry-Auth":***,"a":1'],
  ['Cookie: gantry-1=hunter2; b=c', 'Cookie: ***'],
  ['{"auths":{"x":{"auth":"aHVudGVyMg=="}}}', '{"auths":{"x":{"auth":***}}}'],
  ['{"password": "hun\\"ter2", "user": "me"}', '{"password": ***, "user": "me"}'],
  ["{ identitytoken: 'hunter2' }", '{ identitytoken: *** }'],
  ['{"password": "hunter2', '{"password": ***'],
  ['REGISTRY_PASSWORD=hunter2 docker login', 'REGISTRY_PASSWORD=*** docker login'],
  ['GET http://127.0.0.1:4000/?token=hunter2&a=b', 'GET http://127.0.0.1:4000/?token=***&a=b'],
  ['http://127.0.0.1:4000/?once=hunter2', 'http://127.0.0.1:4000/?once=***'],
  ['clone https://me:hunter2@example.com/x.git', 'clone https://***@example.com/x.git'],
  ['clone https://hunter2@example.com', 'clone https://***@example.com'],
  ['sent Bearer hunter2hunter2', 'sent Bearer ***'],
  ['-----BEGIN RSA PRIVATE KEY-----\nhunter2\n-----END RSA PRIVATE KEY-----', '***'],
])('takes secrets out: %j', (text, expected) => {
  expect(redacted(text)).toBe(expected);
});

it.each([
  "TypeError: Cannot read properties of undefined (reading 'token')\n    at read (/app/main.cjs:1:2)",
  'ENOENT: no such file or directory, open /home/me/.docker/config.json',
  'container 0123456789abcdef is in use by web@sha256:abc',
  'no basic auth credentials',
])('leaves the rest: %j', (text) => {
  expect(redacted(text)).toBe(text);
});

it('takes known secrets out wherever they stand', () => {
  expect(redacted('a hunter2 b hunter2', ['hunter2', 'a'])).toBe('a *** b ***');
});

it('knows secret variables by their names', () => {
  expect(secretsOf({ PATH: '/bin', DB_PASSWORD: 'x', GITHUB_TOKEN: 'y', MY_API_KEY: 'z', EMPTY_SECRET: '' })).toEqual([
    'x',
    'y',
    'z',
  ]);
});

it.each([
  'a-',
  'a',
  'token',
  'token:',
  'token:"',
  "'token':'",
  'token=',
  '\\"',
  '://',
  'a://',
  'a:// @',
  'bearer ',
  '-----BEGIN A',
  '-----BEGIN A-----',
  'cookie:',
  '"',
  ' ',
  '=',
])('takes a time in proportion to the text: %j again and again', (part) => {
  const text = part.repeat(64 * 1024).slice(0, 256 * 1024);
  const used = cpuClock();
  redacted(text);
  // A quadratic one takes a minute.
  expect(used()).toBeLessThan(10_000);
});
