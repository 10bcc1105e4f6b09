import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { type TarEntry, tar } from '../../../e2e/lab/base/tar.ts';
import { contract, needs, never, type Subject } from '../../../e2e/lab/contract.ts';
import type { BuildEvent, BuildOptions } from '../ports/builds.ts';

type Files = Readonly<Record<string, string>>;

function archive(files: Files): Readable {
  const entries = Object.entries(files).map(
    ([path, text]): TarEntry => ({ path, mode: 0o644, content: Buffer.from(text) }),
  );
  return Readable.from([tar(entries)]);
}

async function build({ engine }: Subject, files: Files, more: Partial<BuildOptions> = {}): Promise<BuildEvent[]> {
  const options = {
    dockerfile: 'Dockerfile',
    tags: ['contract/built:1'],
    args: {},
    noCache: true,
    pull: false,
    ...more,
  };
  const seen: BuildEvent[] = [];
  for await (const event of engine.builds.build(options, archive(files), never)) seen.push(event);
  return seen;
}

const output = (events: readonly BuildEvent[]): string =>
  events.map((event) => (event.kind === 'output' ? event.text : '')).join('\n');

const steps = (events: readonly BuildEvent[]): Map<string, string> =>
  new Map(events.flatMap((event) => (event.kind === 'step' ? [[event.step.name, event.step.state]] : [])));

const image = (events: readonly BuildEvent[]): string | undefined =>
  events.flatMap((event) => (event.kind === 'image' ? [event.id] : [])).at(-1);

contract('builds', (on) => {
  test('tell their builder, their steps, what these print, and the image', async () => {
    const { docker, version } = on();
    const events = await build(
      on(),
      {
        Dockerfile: 'FROM busybox\nARG WORD\nCOPY a.txt /a.txt\nRUN cat /a.txt && echo said $WORD\n',
        'a.txt': 'from a\n',
      },
      { args: { WORD: 'käse' } },
    );
    expect(events[0]).toEqual({
      kind: 'builder',
      builder: version.features.buildkit ? 'buildkit' : 'classic',
      way: 'tar',
    });
    expect(events.filter(({ kind }) => kind === 'error')).toEqual([]);
    expect(output(events)).toContain('from a');
    expect(output(events)).toContain('said käse');
    const named = [...steps(events)].filter(([name]) => /COPY|RUN/.test(name));
    expect(named.map(([, state]) => state)).toEqual(named.map(() => 'done'));
    expect(named.length).toBeGreaterThanOrEqual(2);
    const id = await docker('image', 'inspect', '-f', '{{.Id}}', 'contract/built:1');
    expect(image(events)?.replace('sha256:', '')).toBe(id.replace('sha256:', ''));
    await docker('rmi', 'contract/built:1');
  });

  test('spare what they did before', async () => {
    const files = { Dockerfile: `FROM busybox\nRUN echo ${Math.random()} >/made\n` };
    const first = await build(on(), files, { noCache: false });
    const again = await build(on(), files, { noCache: false });
    expect(image(again)).toBe(image(first));
    expect([...steps(again)].find(([name]) => name.includes('RUN'))?.[1]).toBe('cached');
    await on().docker('rmi', 'contract/built:1');
  });

  test('stop at the stage that is asked for', async () => {
    const events = await build(
      on(),
      { Dockerfile: 'FROM busybox AS first\nRUN echo one\nFROM busybox AS second\nRUN exit 9\n' },
      { target: 'first' },
    );
    expect(events.filter(({ kind }) => kind === 'error')).toEqual([]);
    expect(output(events)).toContain('one');
    await on().docker('rmi', 'contract/built:1');
  });

  test('that fail end with what failed, in words without line ends, and make no image', async () => {
    const events = await build(on(), { Dockerfile: 'FROM busybox\nRUN echo before && exit 7\n' });
    const last = events.at(-1);
    expect(last?.kind).toBe('error');
    const message = last?.kind === 'error' ? last.message : '';
    expect(message).toMatch(/exit (status|code):? 7|returned a non-zero code: 7|exit code: 7/);
    expect(message).toBe(message.trim());
    expect(output(events)).toContain('before');
    expect(image(events)).toBeUndefined();
    expect((await on().lab.cli('image', 'inspect', 'contract/built:1')).code).not.toBe(0);
  });

  test('of a Dockerfile that is none, or is not there, end with an error', async () => {
    const wrong = await build(on(), { Dockerfile: 'FROM busybox\nRUNN make\n' });
    expect(wrong.at(-1)).toMatchObject({ kind: 'error', message: expect.stringMatching(/RUNN/i) });
    const none = await build(on(), { 'a.txt': '' }).then(
      (events) => events.at(-1)?.kind,
      () => 'thrown',
    );
    expect(['error', 'thrown']).toContain(none);
  });

  test('are judged beforehand where the builder can', async (context) => {
    needs(on(), 'buildkit', context);
    const file = { text: 'FROM busybox AS Base\nMAINTAINER me\n', args: {} };
    const checks = await on().engine.builds.check(file, ['busybox'], never);
    // An older BuildKit does not check files, and then says nothing of them.
    expect(checks?.map(({ rule }) => rule) ?? ['MaintainerDeprecated']).toContain('MaintainerDeprecated');
  });
});
