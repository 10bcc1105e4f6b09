import { describe, expect, test } from 'vitest';
import type { TaskPart } from '../../../app/tasks.ts';
import { told } from '../../../app/text/sayings.ts';
import { nextStep } from '../../../renderer/words/problems.ts';
import { ProgressReader } from './progress.ts';
import { composeProblem } from './run.ts';

function read(...lines: string[]) {
  const parts = new Map<string, TaskPart>();
  const output: string[] = [];
  const said: string[] = [];
  const reader = new ProgressReader({
    part: (id, patch) => parts.set(id, { ...(parts.get(id) ?? { id, label: id, state: 'running' }), ...patch }),
    print: (text) => output.push(text),
    say: ({ params }) => said.push(String(params['text'])),
  });
  for (const line of lines) reader.line(line);
  return { parts: Object.fromEntries(parts), output, said, failure: reader.failure };
}

/** Recorded from Docker Compose 2.40.3. */
describe('what compose prints', () => {
  test('becomes parts with states', () => {
    const before = [
      '{"id":"Network shop_default","status":"Creating"}',
      '{"id":"Network shop_default","status":"Created"}',
      '{"id":"Container shop-db-1","status":"Creating"}',
      '{"id":"db","text":"IPv4 forwarding is disabled. Networking will not work."}',
      '{"id":"Container shop-db-1","status":"Created"}',
    ];
    const { parts, output, said } = read(...before);
    expect(parts['Network shop_default']).toMatchObject({ state: 'done', text: told('Created') });
    expect(parts['Container shop-db-1']).toMatchObject({ state: 'waiting', text: told('Created') });
    expect(Object.keys(parts)).not.toContain('db');
    expect(output).toContain('db: IPv4 forwarding is disabled. Networking will not work.');
    expect(said.at(-1)).toBe('Container shop-db-1 created');
    const after = read(...before, '{"id":"Container shop-db-1","status":"Started"}');
    expect(after.parts['Container shop-db-1']).toMatchObject({ state: 'done', text: told('Started') });
  });

  test('tells a failed pull with its reason', () => {
    const { parts, failure } = read(
      '{"id":"a","text":"Pulling"}',
      '{"id":"a","text":"Error","status":"Get \\"http://127.0.0.1:9/v2/\\": connection refused"}',
      '{"error":true,"message":"Error response from daemon: connection refused"}',
    );
    expect(parts['a']).toMatchObject({
      state: 'failed',
      text: told('Get "http://127.0.0.1:9/v2/": connection refused'),
    });
    expect(failure).toBe('Error response from daemon: connection refused');
  });

  test('shows the layers of a pull by size, and what needs none', () => {
    const { parts } = read(
      '{"id":"web","text":"Skipped - Image is already being pulled by db"}',
      '{"id":"a","text":"Pulling"}',
      '{"id":"7d3c732ba69e","parent_id":"a","text":"Pulling fs layer"}',
      '{"id":"433d8a2348a8","parent_id":"a","text":"Downloading","status":"[=\\u003e   ]  36.45kB/1.069MB","current":36445,"total":1068742,"percent":3}',
      '{"id":"b","status":"Interrupted"}',
    );
    expect(parts['web']).toMatchObject({ state: 'done' });
    expect(parts['a/7d3c732ba69e']).toMatchObject({ state: 'waiting' });
    expect(parts['a/433d8a2348a8']).toMatchObject({
      state: 'running',
      text: told('Downloading'),
      current: 36445,
      total: 1068742,
    });
    expect(parts['b']).toMatchObject({ state: 'cancelled' });
  });

  test('shows build steps, and their output', () => {
    const digest = 'sha256:7078b3b5a9b201fe2f11bbd01e524032925f045d12bddb18105fe5c8214f7fa2';
    const { parts, output } = read(
      '{"vertexes":[{"digest":"sha256:1","name":"[internal] load .dockerignore"}]}',
      `{"vertexes":[{"digest":"${digest}","name":"[2/2] RUN echo out; false","started":"2026-11-24T06:29:43.507451807Z"}]}`,
      `{"logs":[{"vertex":"${digest}","stream":1,"data":"b3V0Cg==","timestamp":"2026-11-24T06:29:43.797398814Z"}]}`,
      `{"vertexes":[{"digest":"${digest}","name":"[2/2] RUN echo out; false","started":"2026-11-24T06:29:43.507451807Z","completed":"2026-11-24T06:29:43.814169035Z","error":"executor failed: exit code: 1"}]}`,
    );
    expect(Object.keys(parts)).toEqual([digest]);
    expect(parts[digest]).toMatchObject({ label: '[2/2] RUN echo out; false', state: 'failed' });
    expect(output).toContain('out');
  });

  test('that is no progress is output, whatever it is', () => {
    const { output, parts, failure } = read('{"id":', 'null', '[1]', '{"vertexes":7}', 'plain words', '');
    expect(output).toEqual(['{"id":', 'null', '[1]', 'plain words']);
    expect(parts).toEqual({});
    expect(failure).toBe('plain words');
  });
});

describe('a failure', () => {
  test('by a taken port names it and the way out', () => {
    const { problem } = composeProblem(
      'Error response from daemon: driver failed programming external connectivity on endpoint three-web-1 (bd846): Bind for 127.0.0.1:38080 failed: port is already allocated',
    );
    expect(problem).toMatchObject({ code: 'conflict', reason: 'compose-port-taken-at', params: { port: '38080' } });
    expect(nextStep(problem)).toContain('publish another port');
  });

  test('is told by its kind where the words have one', () => {
    expect(composeProblem('open /tmp/missing.yml: no such file or directory').problem.code).toBe('not-found');
    expect(composeProblem("yaml: line 4: did not find expected ',' or ']'").problem.code).toBe('invalid-input');
    expect(composeProblem('service "a" depends on undefined service "zz": invalid compose project').problem.code).toBe(
      'invalid-input',
    );
    expect(composeProblem('something else').problem).toMatchObject({ code: 'internal', detail: 'something else' });
  });
});
