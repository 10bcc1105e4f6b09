import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { mostRecipes, recipeTime } from '../../../app/recipes.ts';
import { type Recipe, Recipes } from './recipes.ts';

let path = '';
beforeEach(async () => {
  path = await mkdtemp(join(tmpdir(), 'recipes-'));
});
afterEach(() => rm(path, { recursive: true }));

const open = () => Recipes.open({ path, mine: async () => true });

function recipe(number: number, more: Partial<Recipe> = {}): Omit<Recipe, 'id'> {
  return {
    engine: 'e000000000001',
    container: String(number).padStart(64, '0'),
    name: `c${number}`,
    image: 'busybox',
    imageId: 'f'.repeat(64),
    removed: Date.now(),
    volumes: 0,
    ran: false,
    partners: {},
    recipe: { body: { Image: 'busybox' }, mode: 'bridge', networks: [], image: 'busybox', moved: false, nameless: [] },
    ...more,
  };
}

const names = async (recipes: Recipes) => {
  for await (const { changed } of recipes.list.read(AbortSignal.timeout(5000))) return changed.map(({ name }) => name);
  return [];
};

it('are there after a restart, one that is odd left out and put aside, and none that is older than a week', async () => {
  const first = await open();
  await first.put(recipe(1, { removed: Date.now() - recipeTime - 1 }));
  const two = await first.put(recipe(2));
  await first.put(recipe(3));
  await first.flush();
  const file = join(path, 'recipes.json');
  const text = await readFile(file, 'utf8');
  await writeFile(file, text.replace('"name":"c3"', '"name":3'));
  const again = await open();
  expect(await names(again)).toEqual(['c2']);
  expect(again.find(two ?? '')?.recipe.body).toEqual({ Image: 'busybox' });
  await again.drop([two ?? '']);
  expect(JSON.parse(await readFile(file, 'utf8'))).toEqual({ version: 1, recipes: [] });
  expect(await readFile(`${file}.unreadable`, 'utf8')).toContain('"name":3');
});

it('are bounded in number and size: the oldest make room, one that is huge is not kept', async () => {
  const kept = await open();
  for (let n = 0; n < mostRecipes + 2; n++) void kept.put(recipe(n));
  expect((await names(kept)).length).toBe(mostRecipes);
  expect((await names(kept))[0]).toBe('c2');
  expect(await kept.put(recipe(5000, { recipe: { ...recipe(0).recipe, body: { Env: 'x'.repeat(2 ** 20) } } }))).toBe(
    undefined,
  );
  const big = { ...recipe(0).recipe, body: { Env: 'x'.repeat(1_000_000) } };
  for (let n = 6000; n < 6009; n++) void kept.put(recipe(n, { recipe: big }));
  expect(await names(kept)).toEqual(['c6001', 'c6002', 'c6003', 'c6004', 'c6005', 'c6006', 'c6007', 'c6008']);
  await kept.flush();
  expect((await readFile(join(path, 'recipes.json'))).length).toBeLessThan(9_000_000);
});

it('are forgotten when their week is over, while Gantry runs', async () => {
  const kept = await open();
  await kept.put(recipe(1, { removed: Date.now() - recipeTime + 200 }));
  await expect.poll(() => names(kept)).toEqual([]);
});
