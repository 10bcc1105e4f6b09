import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, normalize, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from './root.ts';

const folders = ['app', 'main', 'renderer', 'e2e', 'scripts', 'docs'];
/** Files that may lie beside each other, tests not counted. */
const mostInFolder = 25;
/** The folders whose files make the program. */
const program = /^(app|main|renderer)\//;
/** What a document says may be that much more than what is true, and never less. */
const slack = 1.15;

/** At the top, where no folder is looked through. */
const roots = [
  'README.md',
  'CHANGELOG.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
  'ARCHITECTURE.md',
  'vitest.config.ts',
  'playwright.config.ts',
];

const isTest = (file: string): boolean => /\.(test|spec)\.tsx?$/.test(file);
const isCode = (file: string): boolean => /\.tsx?$/.test(file);

/** Folders in which more files lie beside each other than one takes in at a look. Samples are data, one file a case. */
export function crowded(files: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const file of files) {
    const folder = dirname(file);
    if (isTest(file) || folder.startsWith('assets')) continue;
    counts.set(folder, (counts.get(folder) ?? 0) + 1);
  }
  return [...counts].filter(([, count]) => count > mostInFolder).map(([folder, count]) => `${folder}: ${count} files`);
}

/**
 * Folders that import each other in a ring, each ring once, as `a → b → a`. `imports`: by folder, the folders that its
 * files import.
 */
export function rings(imports: ReadonlyMap<string, ReadonlySet<string>>): string[] {
  const found: string[] = [];
  const done = new Set<string>();
  const path: string[] = [];
  const walk = (folder: string): void => {
    const at = path.indexOf(folder);
    if (at >= 0) found.push([...path.slice(at), folder].join(' → '));
    if (at >= 0 || done.has(folder)) return;
    path.push(folder);
    for (const next of imports.get(folder) ?? []) walk(next);
    path.pop();
    done.add(folder);
  };
  for (const folder of imports.keys()) walk(folder);
  return found;
}

/** By folder, the folders that its files import from, whether at once, later or as a type. */
export function folderImports(texts: ReadonlyMap<string, string>): Map<string, Set<string>> {
  const imports = new Map<string, Set<string>>();
  for (const [file, text] of texts) {
    const folder = dirname(file);
    const from = imports.get(folder) ?? new Set();
    imports.set(folder, from);
    for (const [, path = ''] of text.matchAll(/(?:from|import) ?\(?'(\.[^']+)'/g)) {
      const other = dirname(normalize(join(folder, path))).replaceAll('\\', '/');
      if (other !== folder) from.add(other);
    }
  }
  return imports;
}

/** What a document says of the sizes of files that is not so; `lines`: of each file of the program. */
export function wrongFigures(document: string, lines: readonly number[]): string[] {
  const said = /median at most (\d+) lines, 95 % at most (\d+), the longest (\d+)/.exec(document);
  if (!said) return ['ARCHITECTURE.md tells no sizes of files any more: "median at most N lines, 95 % at most …"'];
  const sorted = lines.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.floor((sorted.length - 1) * share)] ?? 0;
  return [0.5, 0.95, 1].flatMap((share, index) => {
    const [claim, truth] = [Number(said[index + 1]), at(share)];
    if (truth <= claim && claim <= truth * slack) return [];
    return [`ARCHITECTURE.md: ${share * 100} % of the files have at most ${truth} lines, not ${claim}`];
  });
}

/** Files that a document names, in backticks or in its trees, and that are nowhere; `files`: all that there are. */
export function namedInVain(document: string, files: readonly string[]): string[] {
  const names = new Set(files.map((file) => basename(file)));
  const named = new Set(
    [...document.matchAll(/(?<![\w*.…/-])[\w@][\w@./-]*\.(?:tsx?|css|mjs|md)\b/g)].map(([name]) => name),
  );
  return [...named].filter((name) =>
    name.includes('/') && /^(app|main|renderer|e2e|scripts|docs)\//.test(name)
      ? !files.includes(name)
      : !names.has(basename(name)),
  );
}

function check(): string[] {
  const files = folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll('\\', '/')),
  );
  const read = (file: string): string => readFileSync(join(root, file), 'utf8');
  const texts = new Map(
    files.filter((file) => program.test(file) && isCode(file) && !isTest(file)).map((file) => [file, read(file)]),
  );
  const lines = [...texts.values()].map((text) => text.split('\n').length - 1);
  return [
    ...crowded(files).map((folder) => `more than ${mostInFolder} files in one folder: ${folder}`),
    ...rings(folderImports(texts)).map((ring) => `folders that import each other: ${ring}`),
    ...wrongFigures(read('ARCHITECTURE.md'), lines),
    ...['ARCHITECTURE.md', 'CONTRIBUTING.md'].flatMap((document) =>
      namedInVain(read(document), [...files, ...roots]).map((name) => `${document} names ${name}, which is not there`),
    ),
  ];
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const wrong = check();
  for (const line of wrong) console.log(line);
  process.exitCode = wrong.length > 0 ? 1 : 0;
}
