import { expect, test } from 'vitest';
import { labelGroups } from './label-groups.ts';

test('labels stand together by their name space, those alone first', () => {
  const labels = {
    'com.docker.compose.service': 'web',
    tier: 'front',
    'com.docker.compose.project': 'shop',
    'com.docker.compose.project.config_files': '/a.yaml',
    'org.example.only': '1',
    'traefik.http.routers.web.rule': 'x',
    'traefik.http.routers.web.tls': 'y',
  };
  expect(labelGroups(labels).map(({ prefix, labels }) => [prefix, labels.map(([name]) => name)])).toEqual([
    ['', ['org.example.only', 'tier']],
    [
      'com.docker.compose.',
      ['com.docker.compose.project', 'com.docker.compose.project.config_files', 'com.docker.compose.service'],
    ],
    ['traefik.http.routers.', ['traefik.http.routers.web.rule', 'traefik.http.routers.web.tls']],
  ]);
  expect(labelGroups({})).toEqual([]);
});
