import { isBlank } from '../chars.ts';
import { positionAt } from '../positions.ts';
import type { Instruction } from '../types.ts';
import type { Command, CommandWord, ShellRun } from './commands.ts';
import type { StageView } from './stage-view.ts';
import type { Advice, Edit } from './types.ts';

/** What package managers of distributions leave in a stage, and ask of nobody. */
export function packageAdvice(stage: StageView): readonly Advice[] {
  return stage.runs.flatMap((run) => [
    ...aptAdvice(stage, run),
    ...leftAdvice(stage, run, {
      rule: 'ApkCacheLeft',
      finds: (command) => verb(command, ['apk'], ['add']),
      cleans: ({ words }) => words.some(({ text }) => text === '--no-cache') || removes(words, '/var/cache/apk'),
      caches: /apk/,
      fix: (_, word) => [behind(word, ' --no-cache')],
    }),
    ...leftAdvice(stage, run, {
      rule: 'DnfCacheLeft',
      finds: (command) => verb(command, ['dnf', 'yum', 'microdnf'], ['install', 'update', 'upgrade']),
      cleans: (command) =>
        verb(command, ['dnf', 'yum', 'microdnf'], ['clean']) !== undefined || removes(command.words, '/var/cache/'),
      caches: /dnf|yum/,
      fix: (command) => last(stage, run, `${command.words[0]?.text} clean all`),
    }),
  ]);
}

/** Something that a command leaves behind unless it, or another one of the same RUN, cleans up. */
export interface Left {
  readonly rule: Advice['rule'];
  /** The word behind which a command says what it does, if it is such a command. */
  readonly finds: (command: Command) => CommandWord | undefined;
  readonly cleans: (command: Command) => boolean;
  /** The folder of a cache mount that makes it none of the image's. */
  readonly caches: RegExp;
  readonly fix: (command: Command, word: CommandWord) => readonly Edit[] | undefined;
}

/** What is left in the image that the file makes. What an earlier stage leaves is none of it. */
export function leftAdvice({ isShipped }: StageView, run: ShellRun, left: Left): readonly Advice[] {
  if (!isShipped || mounts(run.instruction, left.caches) || run.commands.some(left.cleans)) return [];
  for (const command of run.commands) {
    const word = left.finds(command);
    if (!word) continue;
    const fix = left.fix(command, word);
    return [{ rule: left.rule, subject: '', from: command.from, to: word.to, ...(fix ? { fix } : {}) }];
  }
  return [];
}

const apts = ['apt-get', 'apt'];

function aptAdvice(stage: StageView, run: ShellRun): readonly Advice[] {
  const found: Advice[] = [];
  const { commands } = run;
  for (const command of commands) {
    const [name] = command.words;
    if (name?.text === 'apt' && verb(command, ['apt'], aptVerbs)) {
      const { from, to } = name;
      found.push({ rule: 'AptForScripts', subject: '', from, to, fix: [{ from, to, insert: 'apt-get' }] });
    }
    const install = verb(command, apts, ['install']);
    if (!install) continue;
    const options = command.words.map(({ text }) => text);
    const { to } = install;
    const advise = (rule: Advice['rule'], option: string) =>
      found.push({ rule, subject: '', from: command.from, to, fix: [behind(install, ` ${option}`)] });
    // In a pipe it may be answered by `yes`.
    const isAnswered = commands.some(({ isPiped }) => isPiped) || options.some((text) => saysYes(text));
    if (!isAnswered) advise('AptAsks', '-y');
    const decides = options.some((text) => /^--(no-)?install-(recommends|suggests)$|Install-Recommends/i.test(text));
    if (!decides && stage.isShipped) advise('AptRecommends', '--no-install-recommends');
  }
  const update = commands.find((command) => verb(command, apts, ['update']));
  const installs = commands.some((command) =>
    verb(command, apts, ['install', 'upgrade', 'dist-upgrade', 'build-dep', 'satisfy']),
  );
  if (update && !installs && !mounts(run.instruction, aptCaches) && !isOpaque(commands)) {
    found.push({ rule: 'AptUpdateAlone', subject: '', from: update.from, to: update.to });
  }
  const left = leftAdvice(stage, run, {
    rule: 'AptListsLeft',
    finds: (command) => (installs ? verb(command, apts, ['update']) : undefined),
    cleans: ({ words }) => removes(words, '/var/lib/apt'),
    caches: aptCaches,
    fix: () => last(stage, run, 'rm -rf /var/lib/apt/lists/*'),
  });
  return [...found, ...left];
}

const aptVerbs = [
  'install',
  'update',
  'upgrade',
  'remove',
  'purge',
  'autoremove',
  'clean',
  'dist-upgrade',
  'full-upgrade',
];
const aptCaches = /apt/;

function saysYes(option: string): boolean {
  return /^-[a-zA-Z]*y|^-qq|^-q=2$|^--(yes|assume-yes|force-yes)$|Assume-Yes/i.test(option);
}

/** A script of somebody's own may install what an index was fetched for. */
function isOpaque(commands: readonly Command[]): boolean {
  return commands.some(({ words: [name] }) => /[/$]|^(bash|sh|xargs|eval|for)$/.test(name?.text ?? ''));
}

/** The word that says what a program is to do, if a command runs one of these programs to do one of these things. */
export function verb(
  { words }: Command,
  programs: readonly string[],
  verbs: readonly string[],
): CommandWord | undefined {
  const name = words[0]?.text.replace(/^\/(usr\/)?s?bin\//, '') ?? '';
  if (!programs.includes(name)) return undefined;
  const first = words.slice(1).find(({ text }) => !text.startsWith('-'));
  // A value of an option before it, such as `-o Name=value`, is not it.
  const word = first && /=/.test(first.text) ? words.find(({ text }) => verbs.includes(text)) : first;
  return word && verbs.includes(word.text) ? word : undefined;
}

function removes(words: readonly CommandWord[], folder: string): boolean {
  return words[0]?.text === 'rm' && words.some(({ text }) => text.startsWith(folder));
}

/** Whether a RUN has a cache mount whose target is like this, or is not known before the build. */
export function mounts({ flags }: Instruction, target: RegExp): boolean {
  return flags.some(({ name, value = '' }) => {
    return name === 'mount' && /type=cache/.test(value) && (target.test(value) || value.includes('$'));
  });
}

/** Puts a text behind a word. */
export function behind({ to }: CommandWord, insert: string): Edit {
  return { from: to, to, insert };
}

/** One more command behind all others of a RUN, on a line of its own where they have several. */
export function last(
  { file }: StageView,
  { instruction, isScript, end }: ShellRun,
  command: string,
): Edit[] | undefined {
  if (end === undefined) return undefined;
  if (isScript) return [{ from: end, to: end, insert: `${command}\n` }];
  const first = positionAt(file, instruction.from).line;
  const { line } = positionAt(file, end);
  const lineStart = file.lineStarts[line - 1] ?? 0;
  if (line === first) return [{ from: end, to: end, insert: ` && ${command}` }];
  let indent = lineStart;
  while (isBlank(file.text.charCodeAt(indent))) indent += 1;
  const blanks = file.text.slice(lineStart, indent);
  return [{ from: end, to: end, insert: ` ${file.escape}\n${blanks || '    '}&& ${command}` }];
}
