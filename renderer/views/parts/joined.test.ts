import { expect, test } from 'vitest';
import type { Container } from '../../../app/containers.ts';
import { type Keyed, keyed, type LiveItems } from '../../stores/lists/list.ts';
import { createJoin, usersOf } from './joined.ts';

interface Thing {
  readonly id: string;
}

const list = (...ids: string[]): LiveItems<Thing> => ({
  status: 'ready',
  complete: true,
  items: new Map(ids.map((id) => [id, { id }])),
  unconfirmed: new Set(),
});

function container(name: string, volumes: string[]): Keyed<Container> {
  return keyed('e000000000000', 'container', {
    id: name,
    name,
    image: '',
    imageId: '',
    created: 0,
    state: 'running',
    health: 'none',
    ports: [],
    labels: {},
    volumes,
    networks: [],
  });
}

test('users are found by what they use, in the order of their names', () => {
  const containers = new Map([container('web', ['a', 'b']), container('db', ['a'])].map((each) => [each.key, each]));
  const users = usersOf(containers, ({ volumes }) => volumes);
  expect(users.get('a')?.map(({ name }) => name)).toEqual(['db', 'web']);
  expect(users.get('b')?.map(({ name }) => name)).toEqual(['web']);
  expect(users.has('c')).toBe(false);
});

test('a joined row keeps its identity until something in it is another', () => {
  const join = createJoin<Thing, Thing & { readonly bytes: number; readonly users: readonly string[] }>();
  const first = join(list('a', 'b'), ({ id }) => ({ id, bytes: 1, users: ['web'] }));
  const second = join(list('a', 'b'), ({ id }) => ({ id, bytes: id === 'a' ? 1 : 2, users: ['web'] }));
  expect(second.items.get('a')).toBe(first.items.get('a'));
  expect(second.items.get('b')).not.toBe(first.items.get('b'));
  const third = join(list('a'), ({ id }) => ({ id, bytes: 1, users: [] }));
  expect(third.items.get('a')).toEqual({ id: 'a', bytes: 1, users: [] });
  expect(third.items.size).toBe(1);
});
