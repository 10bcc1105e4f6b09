import { afterEach, beforeEach, expect, test } from 'vitest';
import { BuildFixture } from '../../../../e2e/lab/build-fixture.ts';
import { onEachEngine } from '../../../../e2e/lab/engines.ts';
import { packContext } from '../../../services/builds/context.ts';
import type { OtherBuild } from '../../ports/other-builds.ts';
import { dockerEngine } from '../engine.ts';

let fixture: BuildFixture;
beforeEach(() => {
  fixture = new BuildFixture();
});
afterEach(() => fixture.remove());

const signal = AbortSignal.timeout(120_000);

onEachEngine(
  (engine) => {
    test('a build that no Gantry asked for is told as it comes, with what it printed, and none of ours', async () => {
      const { builds } = dockerEngine({ kind: 'unix', path: engine().socket });
      const tag = `other:${fixture.folder.split('-').at(-1)?.toLowerCase()}`;
      fixture.put({ Dockerfile: `FROM busybox\nARG WORD\nRUN echo "> said of ${tag} $((20 + 1))"\nRUN false\n` });
      const stop = new AbortController();
      const both = AbortSignal.any([signal, stop.signal]);
      const told = new Map<string, OtherBuild>();
      let first: (() => void) | undefined;
      const begun = new Promise<void>((resolve) => {
        first = resolve;
      });
      const reading = (async () => {
        for await (const { changed } of builds.others(both)) {
          for (const build of changed) told.set(build.id, build);
          first?.();
          if ([...told.values()].some(({ tags, state }) => tags.join().includes(tag) && state !== 'running')) return;
        }
      })();
      await begun;
      await fixture.build(engine().socket, { tags: [`ours-${tag}`] });
      // As the docker command has it built: by an engine's own API, which gives it a name that no Gantry knows.
      const order = { dockerfile: 'Dockerfile', tags: [tag], args: { WORD: 'hidden' }, noCache: false, pull: false };
      const context = await packContext(fixture.folder, 'Dockerfile', { bytes: 0, files: 0, sent: 0 });
      for await (const event of builds.build(order, context, signal)) void event;
      await reading;
      stop.abort();
      const names = [...told.values()].flatMap(({ tags }) => tags).join();
      expect(names).not.toContain(`ours-${tag}`);
      const found = [...told.values()].find(({ tags }) => tags.join().includes(tag));
      expect(found).toMatchObject({
        dockerfile: 'Dockerfile',
        argNames: ['WORD'],
        state: 'failed',
        error: expect.stringContaining('false'),
        cachedCount: expect.any(Number),
      });
      expect(JSON.stringify(found)).not.toContain('hidden');
      expect(found?.stepCount).toBeGreaterThan(1);
      const printed: string[] = [];
      for await (const event of builds.otherLog(found?.id ?? '', signal)) {
        if (event.kind === 'output') printed.push(event.text);
      }
      expect(printed.join('')).toContain(`> said of ${tag} 21`);
    });
  },
  ['newer-docker'],
);

onEachEngine(
  (engine) => {
    test('one that keeps no history tells none', async () => {
      const { builds } = dockerEngine({ kind: 'unix', path: engine().socket });
      const told: unknown[] = [];
      for await (const change of builds.others(signal)) told.push(change);
      expect(told).toEqual([{ reset: true, complete: true, changed: [], removed: [] }]);
    });
  },
  ['docker', 'podman5'],
);
