import { expect, it } from 'vitest';
import { withEngine } from './recent-ids.ts';

const engine = 'e0123456789ab';
const id = 'c'.repeat(64);

it.each([
  [`open.Containers.${id}`, `open.${engine}/container/${id}`],
  [`open.Volumes.my.data`, `open.${engine}/volume/my.data`],
  [`open.Compose./home/me/a.b/compose.yaml`, `open.${engine}/project//home/me/a.b/compose.yaml`],
  [`containers.logs-together.${id}`, `containers.logs-together.${engine}/container/${id}`],
  [`compose.up.shop`, `compose.up.${engine}/project/shop`],
])('an entry of an older Gantry, %s, gets the engine that was chosen', (before, after) => {
  expect(withEngine([before], engine)).toEqual([after]);
  expect(withEngine([after], 'e000000000000')).toEqual([after]);
});

it.each(['go.images', 'theme.dark', 'containers.run', 'dock.toggle', `engine.${engine}`, 'open.', 'other.verb.x', ''])(
  'what names no object stays: %j',
  (entry) => {
    expect(withEngine([entry], engine)).toEqual([entry]);
  },
);

it('what gets too long for the settings is left out', () => {
  expect(withEngine([`open.Compose./${'x'.repeat(480)}`, 'go.disk'], engine)).toEqual(['go.disk']);
});
