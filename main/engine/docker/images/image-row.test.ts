import { describe, expect, test } from 'vitest';
import { readImageDetail } from './image-detail.ts';
import { readImages } from './image-row.ts';
import { readRemoved } from './images.ts';

const id = 'a'.repeat(64);
const digest = `sha256:${'b'.repeat(64)}`;

describe('a row of an image list', () => {
  test('is read in full', () => {
    const row = {
      Id: `sha256:${id}`,
      RepoTags: ['node:22', 'app:1', 'node:22'],
      RepoDigests: [`node@${digest}`],
      Size: 1234,
      Created: 1_700_000_000,
      Labels: { team: 'web', odd: 5 },
    };
    expect(readImages([row])).toEqual([
      {
        id,
        tags: ['app:1', 'node:22'],
        digests: [`node@${digest}`],
        size: 1234,
        created: 1_700_000_000_000,
        dangling: false,
        labels: { team: 'web' },
      },
    ]);
  });

  test('without a name is dangling, in the forms of every engine', () => {
    for (const RepoTags of [null, [], ['<none>:<none>'], undefined]) {
      expect(readImages([{ Id: id, RepoTags, RepoDigests: ['<none>@<none>'] }])).toEqual([
        { id, tags: [], digests: [], size: 0, created: 0, dangling: true, labels: {} },
      ]);
    }
  });

  test('is left out where it names no image, and an answer that is no list is told', () => {
    const odd = [null, 5, {}, { Id: '../x' }, { Id: `sha256:${id}`, Size: -1, RepoTags: 'x', Labels: [] }];
    expect(readImages(odd)).toMatchObject([{ id, size: 0, dangling: true, labels: {} }]);
    expect(() => readImages({ message: 'x' })).toThrow();
  });
});

describe('the detail of an image', () => {
  test('is read in full', () => {
    const inspect = {
      Id: `sha256:${id}`,
      RepoTags: ['app:1'],
      Created: '2024-01-02T03:04:05.5Z',
      Os: 'linux',
      Architecture: 'arm64',
      Variant: 'v8',
      Author: 'me',
      Config: {
        Cmd: ['node'],
        Entrypoint: ['/init'],
        Env: ['A=1'],
        ExposedPorts: { '80/tcp': {}, '443/tcp': {} },
        Volumes: { '/data': {} },
        WorkingDir: '/app',
        User: 'node',
        Labels: { a: 'b' },
      },
      RootFS: { Layers: [digest] },
    };
    const history = [
      { CreatedBy: 'CMD ["node"]', Size: 0, Created: 1_700_000_000, Comment: 'buildkit' },
      { CreatedBy: 'COPY . .', Size: 10, Created: 1_700_000_000 },
    ];
    expect(readImageDetail(inspect, history)).toMatchObject({
      labels: { a: 'b' },
      created: Date.UTC(2024, 0, 2, 3, 4, 5, 500),
      os: 'linux',
      arch: 'arm64/v8',
      config: {
        command: ['node'],
        entrypoint: ['/init'],
        ports: ['443/tcp', '80/tcp'],
        volumes: ['/data'],
        workingDir: '/app',
        user: 'node',
      },
      layers: [digest],
      history: [
        { createdBy: 'CMD ["node"]', empty: true, comment: 'buildkit' },
        { createdBy: 'COPY . .', size: 10, empty: false },
      ],
    });
  });

  test('without anything but an id has empty values; without an id it is none', () => {
    expect(readImageDetail({ Id: id }, null)).toMatchObject({ layers: [], history: [], os: '', config: { env: [] } });
    expect(() => readImageDetail({ Id: 'x' }, [])).toThrow();
  });
});

test('the answer to a removal tells what went', () => {
  expect(readRemoved([{ Untagged: 'app:1' }, { Deleted: digest }, null, { Deleted: 5 }])).toEqual({
    untagged: ['app:1'],
    deleted: [digest],
  });
  expect(readRemoved({})).toEqual({ untagged: [], deleted: [] });
});
