import { type FakeEngine, type Handler, sendJson, startFakeEngine } from '../fake/engine.ts';

const id = `sha256:${'0'.repeat(64)}`;

const image = {
  Id: id,
  RepoTags: ['busybox:latest'],
  RepoDigests: [],
  Created: 1,
  Size: 1000,
  SharedSize: 0,
  Labels: {},
  Containers: 0,
};

const ok: Handler = ({ response }) => void response.writeHead(204).end();
const stream: Handler = ({ response }) =>
  void response.writeHead(200).end('{"status":"Done"}\n{"stream":"Successfully built 000\\n"}\n');
const json =
  (body: unknown, status = 200): Handler =>
  ({ response }) =>
    sendJson(response, status, body);

const network = {
  Id: '0'.repeat(64),
  Name: 'app',
  Driver: 'bridge',
  Scope: 'local',
  Containers: {},
  IPAM: { Config: [] },
};
const volume = { Name: 'web', Driver: 'local', Mountpoint: '/x', Labels: {}, Scope: 'local' };

/** An engine that has one of each and says yes to everything, destructive things first of all. */
export function startYesEngine(): Promise<FakeEngine> {
  return startFakeEngine({
    containers: 8,
    handlers: {
      'GET /images/json': json([image]),
      'GET /images/:id/json': json({ ...image, Architecture: 'amd64', Os: 'linux', Config: {} }),
      'GET /images/:id/history': json([]),
      'DELETE /images/:id': json([{ Deleted: id }]),
      'POST /images/:id/tag': json({}, 201),
      'POST /images/create': stream,
      'POST /images/:id/push': stream,
      'POST /images/load': stream,
      'POST /images/prune': json({ ImagesDeleted: [], SpaceReclaimed: 0 }),
      'GET /images/get': ({ response }) => void response.end(Buffer.alloc(10_240)),
      'POST /build': stream,
      'POST /build/prune': json({ SpaceReclaimed: 0 }),
      'POST /auth': json({ Status: 'Login Succeeded' }),
      'GET /networks': json([network]),
      'GET /networks/:id': json(network),
      'POST /networks/create': json({ Id: network.Id }, 201),
      'DELETE /networks/:id': ok,
      'POST /networks/:id/connect': json({}),
      'POST /networks/:id/disconnect': json({}),
      'GET /volumes': json({ Volumes: [volume] }),
      'GET /volumes/:id': json(volume),
      'POST /volumes/create': json(volume, 201),
      'DELETE /volumes/:id': ok,
      'POST /containers/create': json({ Id: '1'.repeat(64) }, 201),
      'GET /system/df': json({ Images: [image], Containers: [], Volumes: [volume], BuildCache: [] }),
    },
  });
}
