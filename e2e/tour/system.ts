import { listRow } from './container-bodies.ts';
import { imageRow } from './images.ts';
import { measured } from './places.ts';
import { type Routes, sendJson } from './server.ts';
import { sizeOf } from './world.ts';

/** The last version of the API whose builds the classic builder answers: its words are simple to say. */
const api = '1.38';

/** Who answers, what it has altogether, and what happens. */
export const systemRoutes: Routes = {
  'GET /_ping': ({ response }) => {
    response.setHeader('api-version', api);
    response.setHeader('ostype', 'linux');
    response.end('OK');
  },
  'HEAD /_ping': ({ response }) => {
    response.setHeader('api-version', api);
    response.end();
  },
  'GET /version': ({ response }) =>
    sendJson(response, 200, {
      Platform: { Name: 'Gantry Tour' },
      Components: [{ Name: 'Gantry Tour', Version: '1.0' }],
      Version: '1.0',
      ApiVersion: api,
      MinAPIVersion: '1.24',
      Os: 'linux',
      Arch: 'amd64',
    }),
  'GET /info': ({ world, response }) =>
    sendJson(response, 200, {
      Name: 'tour',
      ServerVersion: '1.0',
      MemTotal: 8 * 2 ** 30,
      NCPU: 2,
      Containers: world.containers.size,
      Images: world.images.size,
      OSType: 'linux',
      OperatingSystem: 'None: nothing runs here',
      KernelVersion: 'none',
      Architecture: 'x86_64',
      Driver: 'overlay2',
      LoggingDriver: 'json-file',
      CgroupDriver: 'systemd',
      CgroupVersion: '2',
      DockerRootDir: '/var/lib/docker',
      Warnings: ['WARNING: This is the tour: what you see is played'],
    }),
  'GET /system/df': ({ world, response }) => {
    const images = [...world.images.values()];
    const caches = [...world.buildCache].map(([ID, Size]) => ({
      ID,
      Type: 'regular',
      Size,
      InUse: false,
      Shared: false,
    }));
    sendJson(response, 200, {
      LayersSize: images.reduce((sum, image) => sum + sizeOf(image), 0),
      Images: images.map(imageRow),
      Containers: [...world.containers.values()].map((one) => ({ ...listRow(world, one), SizeRw: 12_288 })),
      Volumes: [...world.volumes.values()].map((volume) => measured(world, volume)),
      BuildCache: caches,
    });
  },
  'GET /events': ({ world, response }) => {
    response.writeHead(200, { 'content-type': 'application/json' }).flushHeaders();
    const leave = world.listen((event) => void response.write(`${JSON.stringify(event)}\n`));
    response.on('close', leave);
  },
};
