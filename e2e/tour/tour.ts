import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildRoutes } from './builds.ts';
import { containerRoutes } from './containers.ts';
import { imageRoutes } from './images.ts';
import { placeRoutes } from './places.ts';
import { seededWorld, stillWorld } from './seed.ts';
import { TourServer } from './server.ts';
import { openShell, shellRoutes } from './shells.ts';
import { systemRoutes } from './system.ts';

const sample = fileURLToPath(new URL('../samples/shop/', import.meta.url));

/** An engine that runs nothing: what it has is made up, and it is all in this process. */
export interface Tour {
  /** As DOCKER_HOST wants it. */
  readonly dockerHost: string;
  /** Scratch space; gone after `stop`. */
  readonly dir: string;
  readonly composeFile: string;
  /** A folder with a Dockerfile of two stages. */
  readonly buildFolder: string;
  /** The id of the image that was built from it. */
  readonly image: string;
  stop(): Promise<void>;
}

/** Starts the tour's engine on a socket (on Windows a pipe) that only this person can reach. */
export async function startTour(): Promise<Tour> {
  const dir = await mkdtemp(join(tmpdir(), 'gantry-tour-'));
  const folder = join(dir, 'shop');
  await cp(sample, folder, { recursive: true });
  const port = 8090;
  await writeFile(join(folder, '.env'), `SHOP_PORT=${port}\n`);
  const world = seededWorld(folder, port);
  const routes = {
    ...systemRoutes,
    ...containerRoutes,
    ...shellRoutes,
    ...imageRoutes,
    ...buildRoutes,
    ...placeRoutes,
  };
  const server = new TourServer(world, routes, openShell);
  const isWindows = process.platform === 'win32';
  const pipe = `gantry-tour-${process.pid}`;
  const socket = isWindows ? `\\\\.\\pipe\\${pipe}` : join(dir, 'tour.sock');
  await server.listen(socket);
  return {
    dockerHost: isWindows ? `npipe:////./pipe/${pipe}` : `unix://${socket}`,
    dir,
    composeFile: join(folder, 'compose.yaml'),
    buildFolder: join(folder, 'web'),
    image: `sha256:${world.image('shop-web:1.4').id}`,
    stop: async () => {
      stillWorld(world);
      await server.close();
      await rm(dir, { recursive: true, force: true });
    },
  };
}
