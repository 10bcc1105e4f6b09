import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { sectionList } from './sections.tsx';

/** The modules that a file runs with itself, without those that it only takes types of or runs later. */
function importsOf(file: string): readonly string[] {
  const text = readFileSync(file, 'utf8');
  return [...text.matchAll(/^import (?!type )[^;]*?from '(.+)';$/gm)].map(([, path = '']) => path);
}

test('only the first section’s view comes with the window: the others are imported while it runs', () => {
  const views = join(import.meta.dirname, '../views');
  const files = readdirSync(views, { recursive: true, encoding: 'utf8' }).filter((path) =>
    /.[/\\]section\.ts$/.test(path),
  );
  expect(files).toHaveLength(sectionList.length);
  const drawn = files.filter((file) => importsOf(join(views, file)).some((path) => /^\.\/.*\.tsx$/.test(path)));
  expect(drawn).toEqual([join('containers', 'section.ts')]);
  expect(sectionList[0]?.id).toBe('containers');
});

test('each section is called differently, and its icon is its own', () => {
  expect(new Set(sectionList.map(({ label }) => label)).size).toBe(sectionList.length);
  expect(new Set(sectionList.map(({ icon }) => icon)).size).toBe(sectionList.length);
});
