import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { configOf } from '../e2e/lab/cli.ts';
import { populateDemo } from '../e2e/lab/demo.ts';
import { addCompose } from '../e2e/lab/demo-shop.ts';
import { type Lab, startLab } from '../e2e/lab/lab.ts';
import { startTour } from '../e2e/tour/tour.ts';
import { keepBefore } from './demo-kept.ts';

/** What the demo is shown on. */
export interface Stage {
  /** For Gantry: none of the person's contexts, logins or settings take part. */
  readonly env: NodeJS.ProcessEnv;
  /** Where Gantry keeps what it keeps; gone after `end`. */
  readonly userDataDir: string;
  /** Takes everything away. */
  end(): Promise<void>;
}

/**
 * A private engine with sample containers; where none can be made (it needs Linux and root), or where the tour is asked
 * for, an engine that is played in this process. Says which, and why.
 */
export async function stageOf(tour: boolean, say: (line: string) => void): Promise<Stage> {
  const lab = tour
    ? undefined
    : await startLab({ say }).catch((error: unknown) => {
        say(`No engine can be made here: ${error instanceof Error ? error.message : String(error)}`);
        return undefined;
      });
  if (lab) return labStage(lab, say);
  say('Gantry shows a tour: a script plays the engine, and nothing really runs.');
  return tourStage();
}

async function labStage(lab: Lab, say: (line: string) => void): Promise<Stage> {
  try {
    say('Making eight containers, two of them a Compose project');
    const [{ composeFile, buildFolder }, compose] = await Promise.all([populateDemo(lab), addCompose(lab, say)]);
    const userDataDir = join(lab.dir, 'gantry');
    const { stdout: image } = await lab.cli('image', 'inspect', '--format', '{{.Id}}', 'shop-web:1.4');
    await keepBefore(userDataDir, { dockerHost: lab.dockerHost, composeFile, buildFolder, image: image.trim() });
    const config = compose ? configOf(lab.dir) : join(lab.dir, 'no-config');
    return {
      env: { DOCKER_HOST: lab.dockerHost, DOCKER_CONFIG: config },
      userDataDir,
      end: () => lab.stop(),
    };
  } catch (error) {
    await lab.stop();
    throw error;
  }
}

async function tourStage(): Promise<Stage> {
  const { dir, stop, ...tour } = await startTour();
  const { dockerHost } = tour;
  const userDataDir = join(dir, 'gantry');
  await keepBefore(userDataDir, tour);
  // A context, so that it has a name; DOCKER_HOST and DOCKER_CONTEXT would count for more.
  const config = join(dir, 'docker');
  const meta = join(config, 'contexts', 'meta', createHash('sha256').update('Tour').digest('hex'));
  await mkdir(meta, { recursive: true });
  await writeFile(join(config, 'config.json'), JSON.stringify({ currentContext: 'Tour' }));
  const context = { Name: 'Tour', Metadata: {}, Endpoints: { docker: { Host: dockerHost } } };
  await writeFile(join(meta, 'meta.json'), JSON.stringify(context));
  return { env: { DOCKER_HOST: '', DOCKER_CONTEXT: '', DOCKER_CONFIG: config }, userDataDir, end: stop };
}
