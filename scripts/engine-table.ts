/** What Vitest's JSON reporter writes, as far as it is read here. */
export interface Report {
  readonly testResults: readonly { readonly assertionResults: readonly Result[] }[];
}

interface Result {
  /** The part of the port, `on` with the lab's name of the engine, and what the test is grouped by below that. */
  readonly ancestorTitles: readonly string[];
  readonly title: string;
  readonly status: string;
  readonly meta?: {
    readonly engine?: { readonly product: string; readonly version: string; readonly api: string };
    readonly lacks?: string;
  };
}

/** What the lab's names of engines stand for. */
const names: Readonly<Record<string, string>> = {
  docker: 'Docker, the machine’s own',
  docker26: 'Docker of Debian 13',
  'newer-docker': 'Docker of Debian’s next release',
  'containerd-store': 'the same with containerd’s store of images',
  tls: 'Docker, reached over TLS with certificates',
  ssh: 'Docker, reached over SSH',
  'rootless-docker': 'Docker without root',
  podman4: 'Podman of Debian 12',
  podman5: 'Podman of Debian 13',
  'newest-podman': 'Podman of Debian’s next release',
  'rootless-podman': 'Podman without root',
};

const signs: Readonly<Record<string, string>> = { passed: '✓', failed: '✗' };

interface Row {
  readonly part: string;
  readonly title: string;
  readonly kind: string;
  readonly result: Result;
}

/** The page on engines: who was asked, and what of each part of the port holds where. */
export function tableOf({ testResults }: Report): string {
  const rows = testResults.flatMap((file) => file.assertionResults.flatMap(rowOf));
  const kinds = Object.keys(names).filter((kind) => rows.some((row) => row.kind === kind));
  return `# Engines

What Gantry asks of an engine, and where it holds. \`npm run test:engines\` asks the same of every engine that \`e2e/lab\` can
start, holds the answers against the engine's own API and the docker command, and writes this page. \`npm test\` asks four of them.

✓ holds · ✗ does not · – the engine does not offer it, by the feature that is named below · ? could not be tried

${listOf([['lab', 'engine', 'version', 'API', '✓', '✗', '–'], ...kinds.map((kind) => summaryOf(kind, rows))])}
${[...new Set(rows.map(({ part }) => part))].map((part) => sectionOf(part, kinds, rows)).join('\n')}`;
}

function rowOf(result: Result): Row[] {
  const [part = '', on = '', ...groups] = result.ancestorTitles;
  return on.startsWith('on ') ? [{ part, kind: on.slice(3), title: [...groups, result.title].join(': '), result }] : [];
}

function summaryOf(kind: string, rows: readonly Row[]): string[] {
  const own = rows.filter((row) => row.kind === kind);
  const engine = own.find(({ result }) => result.meta?.engine)?.result.meta?.engine;
  const count = (sign: string): string => String(own.filter(({ result }) => signOf(result) === sign).length);
  const version = engine ? `${engine.product} ${engine.version}` : 'could not be had';
  return [kind, names[kind] ?? '', version, engine?.api ?? '', count('✓'), count('✗'), count('–')];
}

function sectionOf(part: string, kinds: readonly string[], rows: readonly Row[]): string {
  const own = rows.filter((row) => row.part === part);
  const titles = [...new Set(own.map(({ title }) => title))];
  const lacks = [...new Set(own.flatMap(({ result }) => result.meta?.lacks ?? []))];
  const cell = (title: string, kind: string): string =>
    signOf(own.find((row) => row.title === title && row.kind === kind)?.result);
  const table = listOf([['', ...kinds], ...titles.map((title) => [title, ...kinds.map((kind) => cell(title, kind))])]);
  return `## ${part}\n\n${table}${lacks.length > 0 ? `\n–: ${lacks.map((one) => `\`${one}\``).join(', ')}\n` : ''}`;
}

function signOf(result: Result | undefined): string {
  return signs[result?.status ?? ''] ?? (result?.meta?.lacks === undefined ? '?' : '–');
}

function listOf([head = [], ...rows]: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |\n`;
  return `${line(head)}${line(head.map(() => '---'))}${rows.map(line).join('')}`;
}
