import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BuildRecord, BuildStep } from '../app/builds.ts';
import type { Settings } from '../app/settings.ts';
import { instructionsOf } from '../e2e/tour/dockerfile.ts';

/** What there is before Gantry is opened. */
interface Before {
  readonly dockerHost: string;
  readonly composeFile: string;
  readonly buildFolder: string;
  /** The id of the image that was built from the folder. */
  readonly image: string;
}

/** What one step is said to have taken, in ms. */
const stepTime = 240;
/** How long ago the folder was built, in ms. */
const builtAgo = 120_000;

/** Writes what Gantry would know if it had been there before: a recent folder, a compose file, the build of the image. */
export async function keepBefore(userDataDir: string, before: Before): Promise<void> {
  const folder = join(userDataDir, 'gantry');
  await mkdir(folder, { recursive: true });
  const settings: Partial<Settings> = {
    composeFiles: [{ path: before.composeFile }],
    recentFolders: [before.buildFolder],
  };
  await writeFile(join(folder, 'settings.json'), JSON.stringify(settings));
  await writeFile(join(folder, 'builds.json'), JSON.stringify({ version: 1, builds: [await buildOf(before)] }));
}

async function buildOf({ dockerHost, buildFolder, image }: Before): Promise<BuildRecord> {
  const instructions = instructionsOf(await readFile(join(buildFolder, 'Dockerfile'), 'utf8'), {});
  const started = Date.now() - builtAgo;
  const total = instructions.length;
  const steps = instructions.map(
    ({ text, line }, at): BuildStep => ({
      id: `${at + 1}/${total}`,
      label: `[${at + 1}/${total}] ${text}`,
      instruction: text,
      number: at + 1,
      total,
      line,
      state: 'done',
      cached: false,
      started: started + at * stepTime,
      ended: started + (at + 1) * stepTime,
    }),
  );
  return {
    // As Gantry names an engine: by its address.
    engine: `e${createHash('sha256').update(dockerHost).digest('hex').slice(0, 12)}`,
    id: `t${createHash('sha256').update(image).digest('hex').slice(0, 32)}`,
    folder: buildFolder,
    dockerfile: 'Dockerfile',
    tags: ['shop-web:1.4'],
    argNames: [],
    noCache: false,
    pull: false,
    state: 'succeeded',
    started,
    ended: started + total * stepTime,
    builder: 'classic',
    steps,
    stepCount: total,
    cachedCount: 0,
    contextBytes: 1024,
    contextFiles: 6,
    image,
    warnings: [],
  };
}
