import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { GantryClient } from '../app/contract.ts';
import { draftOf, filesBelow, settingsOf } from '../e2e/kept.ts';
import { type AppProcess, bundleApp, startApp } from '../e2e/killed/app-process.ts';

const kills = 25;
const engine = 'e0123456789ab';

let folder: string;
let work: string;
let program: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kill-'));
  program = await bundleApp(await mkdtemp(join(tmpdir(), 'kill-app-')));
  work = join(folder, 'Dockerfile');
  await writeFile(work, 'FROM busybox\n# 0');
});
afterEach(async () => {
  for (const made of [folder, dirname(program)]) await rm(made, { recursive: true });
});

/** Numbers that were said to be kept. */
interface Answered {
  setting: number;
  draft: number;
  save: number;
}

/** Saves a number after the other, everywhere at once, until the process is gone. */
async function saveForEver(client: GantryClient, answered: Answered): Promise<void> {
  await client.builds.openFolder({ path: folder });
  const settings = async () => {
    for (let n = answered.setting + 1; ; n++) {
      await client.settings.update({ dockHeight: n });
      answered.setting = n;
    }
  };
  const drafts = async () => {
    for (let n = answered.draft + 1; ; n++) {
      await client.documents.saveDraft({ path: work, text: `${n}` });
      answered.draft = n;
    }
  };
  const saves = async () => {
    let { version } = await client.documents.read({ path: work });
    for (let n = answered.save + 1; ; n++) {
      ({ version } = await client.documents.write({ path: work, text: `FROM busybox\n# ${n}`, version }));
      answered.save = n;
    }
  };
  // Each fails, as there is no such engine, and is remembered.
  const history = async () => {
    const order = { engine, folder, dockerfile: 'Dockerfile', tags: [], args: {}, noCache: false, pull: false };
    for (;;) {
      await client.builds.start(order);
      await pause(5);
    }
  };
  await Promise.allSettled([settings(), drafts(), saves(), history()]);
}

/** Resolves when every kind of save has been answered once more. */
async function further(answered: Answered): Promise<void> {
  const { setting, draft, save } = answered;
  while (answered.setting === setting || answered.draft === draft || answered.save === save) await pause(1);
}

async function mustHold(answered: Answered): Promise<void> {
  const numberIn = (text: string) => Number(/\d+$/.exec(text)?.[0]);
  const data = join(folder, 'data');
  // What was under way and not answered may be there too.
  expect([0, 1]).toContain(Number(settingsOf(data)['dockHeight']) - answered.setting);
  expect([0, 1]).toContain(numberIn(draftOf(data, work) ?? '') - answered.draft);
  expect([0, 1]).toContain(numberIn(await readFile(work, 'utf8')) - answered.save);
}

test(`${kills} kills in the middle of saves lose nothing that was answered, and leave nothing behind`, async () => {
  const data = join(folder, 'data');
  const answered: Answered = { setting: 0, draft: 0, save: 0 };
  for (let kill = 0; kill < kills; kill++) {
    const app: AppProcess = await startApp(program, data);
    const saving = saveForEver(app.client, answered).catch(() => undefined);
    // At any moment: every fifth may be hit in the middle of its first write.
    if (kill % 5 !== 0) await Promise.race([further(answered), saving]);
    await pause((kill * 37) % 100);
    await app.kill();
    await saving;
    if (answered.setting > 0 && answered.draft > 0 && answered.save > 0) await mustHold(answered);
  }
  expect(Math.min(...Object.values(answered))).toBeGreaterThanOrEqual(kills - kills / 5);
  const { builds } = JSON.parse(await readFile(join(data, 'builds.json'), 'utf8'));
  expect(builds.length).toBeGreaterThan(0);
  const last = await startApp(program, data);
  await mustHold(answered);
  await last.end();
  expect(filesBelow(folder)).toEqual([
    'Dockerfile',
    'data/builds.json',
    expect.stringMatching(/^data\/drafts\/[0-9a-f]{64}\.json$/),
    'data/settings.json',
  ]);
}, 400_000);
