import { filesIn, fileText, isFolder } from './files.ts';
import type { TourContainer } from './world.ts';

/** Where a command runs. */
export interface Surroundings {
  readonly container: TourContainer;
  /** Absolute. */
  folder: string;
}

export interface Answer {
  readonly text: string;
  readonly code: number;
}

type Command = (args: readonly string[], at: Surroundings) => Answer | string;

const help = 'cat cd clear date df echo env exit free help hostname id ls ps pwd sleep uname uptime whoami';

/** What a shell of the tour answers to. */
const commands: Readonly<Record<string, Command>> = {
  '': () => '',
  ':': () => '',
  true: () => '',
  false: () => ({ text: '', code: 1 }),
  help: () => `This shell is part of a tour. It knows: ${help}`,
  echo: (args) => args.join(' '),
  pwd: (_, { folder }) => folder,
  whoami: (_, { container }) => container.user || 'root',
  id: () => 'uid=0(root) gid=0(root) groups=0(root)',
  hostname: (_, { container }) => container.id.slice(0, 12),
  uname: (args) => (args[0] === '-a' ? 'Linux tour 6.1.0 #1 SMP x86_64 GNU/Linux' : 'Linux'),
  date: () => new Date().toUTCString(),
  uptime: (_, { container }) =>
    ` up ${Math.floor((Date.now() - container.startedAt) / 60_000)} min,  load average: 0.10, 0.08, 0.05`,
  env: (_, { container }) => ['PATH=/usr/local/bin:/usr/bin:/bin', 'HOME=/root', ...container.env].join('\r\n'),
  ps: (_, { container }) =>
    `PID   USER     TIME  COMMAND\r\n    1 root      0:00 ${container.command.join(' ')}\r\n   17 root      0:00 sh`,
  df: () =>
    'Filesystem           1K-blocks      Used Available Use% Mounted on\r\noverlay               61255492  18204416  39907020  31% /',
  free: () => '              total        used        free\r\nMem:        8039172     2154440     5884732',
  clear: () => '\u001b[2J\u001b[H',
  sleep: () => '',
  ls: list,
  cd: changeFolder,
  cat: show,
};

function list(args: readonly string[], at: Surroundings): Answer | string {
  const long = args.some((arg) => arg.startsWith('-') && arg.includes('l'));
  const path = resolved(at, args.find((arg) => !arg.startsWith('-')) ?? '.');
  if (!isFolder(at.container, path)) {
    return fileText(at.container, path) === undefined ? missing('ls', path) : path;
  }
  const names = filesIn(at.container, path);
  if (!long) return names.join('  ');
  return names
    .map((name) => {
      const text = fileText(at.container, `${path === '/' ? '' : path}/${name}`);
      const [kind, size] = text === undefined ? ['drwxr-xr-x    2', 4096] : ['-rw-r--r--    1', text.length];
      return `${kind} root     root     ${String(size).padStart(9)} Jan  1 12:00 ${name}`;
    })
    .join('\r\n');
}

function changeFolder(args: readonly string[], at: Surroundings): Answer | string {
  const path = resolved(at, args[0] ?? '/root');
  if (!isFolder(at.container, path))
    return { text: `sh: cd: can't cd to ${args[0]}: No such file or directory`, code: 2 };
  at.folder = path;
  return '';
}

function show(args: readonly string[], at: Surroundings): Answer | string {
  for (const arg of args) if (fileText(at.container, resolved(at, arg)) === undefined) return missing('cat', arg);
  return args.map((arg) => fileText(at.container, resolved(at, arg))?.trimEnd().replaceAll('\n', '\r\n')).join('\r\n');
}

function missing(command: string, path: string): Answer {
  return { text: `${command}: ${path}: No such file or directory`, code: 1 };
}

function resolved({ folder }: Surroundings, path: string): string {
  return new URL(path, `file://${folder === '/' ? '' : folder}/`).pathname.replace(/(.)\/$/, '$1');
}

/** Runs one command line; its text has no line end. Unknown commands answer as a shell does. */
export function answer(line: string, at: Surroundings): Answer {
  const [name = '', ...args] = wordsOf(line.trim(), at.container);
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) return { text: `sh: ${name}: not found`, code: 127 };
  const said = command(args, at);
  return typeof said === 'string' ? { text: said, code: 0 } : said;
}

function wordsOf(line: string, container: TourContainer): string[] {
  const filled = line.replace(/\$\{?(\w+)\}?/g, (_, name: string) => {
    return container.env.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1) ?? '';
  });
  return [...filled.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map((match) => match[1] ?? match[2] ?? match[3] ?? '');
}

export interface Outcome {
  readonly lines: readonly string[];
  readonly code: number;
  /** How long it takes; undefined for one that goes on. */
  readonly seconds: number | undefined;
}

/** Runs the commands of a script one after the other, as far as the tour understands them. A loop never ends. */
export function runScript(script: string, container: TourContainer): Outcome {
  const at: Surroundings = { container, folder: container.workingDir || '/' };
  const lines: string[] = [];
  let code = 0;
  let seconds = 0;
  for (const part of script.split(/;|&&|\n/).map((one) => one.trim())) {
    if (/^(while|until|for)\b/.test(part)) return { lines, code, seconds: undefined };
    const [, exit] = /^exit(?: (\d+))?$/.exec(part) ?? [];
    if (part.startsWith('exit')) return { lines, code: Number(exit ?? code), seconds };
    const [, pause] = /^sleep (\d+|inf\w*)$/.exec(part) ?? [];
    if (pause?.startsWith('inf')) return { lines, code, seconds: undefined };
    seconds += Number(pause ?? 0);
    const said = answer(part.replace(/^exec /, ''), at);
    code = said.code;
    if (said.text !== '') lines.push(...said.text.split('\r\n'));
  }
  return { lines, code, seconds };
}
