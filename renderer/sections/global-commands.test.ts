import { expect, test } from 'vitest';
import { sectionIds } from '../stores/shown/place.ts';
import { globalCommands, goCommand, keyedCommands } from './global-commands.ts';
import { sectionList } from './sections.tsx';

test('keys mean one thing, wherever they are pressed', () => {
  const twice = (keys: readonly (string | undefined)[]) => keys.filter((key, at) => keys.indexOf(key) !== at);
  expect(twice(keyedCommands.map(({ keys }) => keys))).toEqual([]);
  for (const { commands = [] } of sectionList) expect(twice(commands.flatMap(({ key }) => key ?? []))).toEqual([]);
});

test('the palette leads to each section, and names each command once', () => {
  const ways = sectionList.map((section) => goCommand(section).id);
  expect(ways.toSorted()).toEqual(sectionIds.map((id) => `go.${id}`).toSorted());
  const ids = [...ways, ...globalCommands.map(({ id }) => id)];
  expect(new Set(ids).size).toBe(ids.length);
});
