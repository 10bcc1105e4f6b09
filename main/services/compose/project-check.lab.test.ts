import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Lab, startLab } from '../../../e2e/lab/lab.ts';
import { refusedProjects, takenProjects } from './project-fixture.ts';

let lab: Lab;

beforeAll(async () => {
  lab = await startLab({ compose: true });
}, 180_000);
afterAll(() => lab?.stop(), 60_000);

/** What Compose says against a file; '' where it takes it. */
async function complaint(text: string): Promise<string> {
  const folder = join(lab.dir, 'project-check');
  await mkdir(folder, { recursive: true });
  const file = join(folder, 'compose.yaml');
  await writeFile(file, text);
  const { code, stderr } = await lab.cli('compose', '--project-directory', folder, '-f', file, 'config', '--quiet');
  return code === 0 ? '' : stderr;
}

test('Compose itself refuses the same projects, and takes the others', { timeout: 300_000 }, async () => {
  const taken: string[] = [];
  for (const [text] of refusedProjects) if ((await complaint(text)) === '') taken.push(text);
  expect(taken).toEqual([]);
  const refused: string[] = [];
  for (const text of takenProjects) {
    const words = await complaint(text);
    if (words !== '') refused.push(`${text}\n${words}`);
  }
  expect(refused).toEqual([]);
});
