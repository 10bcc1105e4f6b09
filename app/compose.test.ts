import { describe, expect, test } from 'vitest';
import { projectNameOf, projectsOf, startOrder, withOpened } from './compose.ts';
import type { Container, ContainerState } from './containers.ts';

let made = 0;
function member(project: string, service: string, state: ContainerState, more: Record<string, string> = {}): Container {
  made += 1;
  return {
    id: made.toString(16).padStart(64, '0'),
    name: `${project}-${service}-${made}`,
    image: 'busybox',
    imageId: '',
    created: made * 1000,
    state,
    health: 'none',
    ports: [],
    volumes: [],
    networks: [],
    labels: {
      'com.docker.compose.project': project,
      'com.docker.compose.service': service,
      'com.docker.compose.project.config_files': `/srv/${project}/compose.yaml`,
      'com.docker.compose.project.working_dir': `/srv/${project}`,
      ...more,
    },
  };
}

describe('projects', () => {
  test('come from labels, with services, states and files', () => {
    const all = [
      member('shop', 'web', 'running', { 'com.docker.compose.depends_on': 'db:service_healthy:false,cache' }),
      member('shop', 'web', 'exited'),
      member('blog', 'app', 'exited'),
      member('shop', 'db', 'running'),
      { ...member('x', 'y', 'running'), labels: {} },
    ];
    const [blog, shop, ...none] = projectsOf(all);
    expect(none).toEqual([]);
    expect(blog?.name).toBe('blog');
    expect(shop).toMatchObject({ files: ['/srv/shop/compose.yaml'], workingDir: '/srv/shop' });
    expect(shop?.services.map(({ name, containers }) => [name, containers.length])).toEqual([
      ['db', 1],
      ['web', 2],
    ]);
    expect(shop?.services[1]?.dependsOn).toEqual(['db', 'cache']);
  });

  test('know their files by the newest container', () => {
    const older = member('shop', 'web', 'running', { 'com.docker.compose.project.config_files': '/old.yaml' });
    const newer = member('shop', 'db', 'running', { 'com.docker.compose.project.config_files': '/a.yaml,/b.yaml' });
    expect(projectsOf([newer, older])[0]?.files).toEqual(['/a.yaml', '/b.yaml']);
  });

  test('leave one-off containers out of services', () => {
    const [project] = projectsOf([member('shop', 'web', 'exited', { 'com.docker.compose.oneoff': 'True' })]);
    expect(project?.services).toEqual([]);
    expect(project?.containers).toHaveLength(1);
  });

  test('are shown for opened files that nothing runs from', () => {
    const projects = projectsOf([member('shop', 'web', 'running')]);
    const all = withOpened(projects, ['/srv/shop/compose.yaml', '/srv/New App/compose.yaml']);
    expect(all.map(({ id, name }) => [id, name])).toEqual([
      ['shop', 'shop'],
      ['/srv/New App/compose.yaml', 'newapp'],
    ]);
  });

  test('without a name take the folder’s, as Compose does', () => {
    expect(projectNameOf('/srv/__My.Shop-1/compose.yaml')).toBe('myshop-1');
    expect(projectNameOf('/compose.yaml')).toBe('');
  });
});

describe('the start order', () => {
  const service = (name: string, ...dependsOn: string[]) => ({ name, dependsOn, containers: [] });
  const order = (...services: ReturnType<typeof service>[]) =>
    startOrder(services).map((step) => step.map(({ name }) => name));

  test('puts dependencies first', () => {
    expect(order(service('web', 'api'), service('api', 'db'), service('db'), service('mail'))).toEqual([
      ['db', 'mail'],
      ['api'],
      ['web'],
    ]);
  });

  test('does not wait for services that are not there, nor for ever in a circle', () => {
    expect(order(service('web', 'gone'))).toEqual([['web']]);
    expect(order(service('a', 'b'), service('b', 'a'), service('c'))).toEqual([['c'], ['a', 'b']]);
  });
});
