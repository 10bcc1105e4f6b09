import { blankWords } from '../words.ts';
import type { Command, CommandWord, ShellRun } from './commands.ts';
import { behind, last, leftAdvice, mounts, verb } from './packages.ts';
import type { StageView } from './stage-view.ts';
import type { Advice } from './types.ts';

/** What the package managers of programming languages leave in a stage, and what they make of a file that pins versions. */
export function languageAdvice(stage: StageView): readonly Advice[] {
  const pinned = pinnedFrom(stage);
  return stage.runs.flatMap((run) => [
    ...leftAdvice(stage, run, {
      rule: 'PipCacheLeft',
      finds: pipInstall,
      cleans: ({ words, sets }) =>
        stage.sets.has('PIP_NO_CACHE_DIR') ||
        sets.some((name) => name === 'PIP_NO_CACHE_DIR' || name === 'PIP_CACHE_DIR') ||
        words.some(({ text }) => text === '--no-cache-dir' || text === 'purge'),
      caches: /cache\/pip|\.cache|pip/,
      fix: (_, word) => [behind(word, ' --no-cache-dir')],
    }),
    ...leftAdvice(stage, run, {
      rule: 'NpmCacheLeft',
      finds: (command) => verb(command, ['npm'], ['ci', 'install', 'i']),
      cleans: (command) =>
        verb(command, ['npm'], ['cache']) !== undefined ||
        command.words.some(({ text }) => text.startsWith('--cache')) ||
        command.words.some(({ text }, index) => index > 0 && text.includes('.npm')),
      caches: /npm/,
      fix: () => last(stage, run, 'npm cache clean --force'),
    }),
    ...(pinned < run.instruction.from || mounts(run.instruction, /package-lock/) ? npmDrift(run) : []),
  ]);
}

function pipInstall(command: Command): CommandWord | undefined {
  const direct = verb(command, ['pip', 'pip2', 'pip3'], ['install']);
  if (direct) return direct;
  const [python, flag, pip, install] = command.words;
  if (!/^python[\d.]*$/.test(python?.text ?? '') || flag?.text !== '-m' || pip?.text !== 'pip') return undefined;
  return install?.text === 'install' ? install : undefined;
}

/** Where a stage is given what pins the versions of npm's packages, in the file. */
function pinnedFrom({ instructions }: StageView): number {
  const copy = instructions.find((instruction) => {
    if (instruction.keyword !== 'COPY') return false;
    const sources = (instruction.json ?? blankWords(instruction).map(({ text }) => text)).slice(0, -1);
    return sources.some((source) => /(^|\/)(package-lock|npm-shrinkwrap|package\*|package-\*)[\w.*-]*$/.test(source));
  });
  return copy?.from ?? Number.POSITIVE_INFINITY;
}

/** `npm install` without names. */
function npmDrift({ commands }: ShellRun): readonly Advice[] {
  return commands.flatMap((command) => {
    const word = verb(command, ['npm'], ['install', 'i']);
    const names = command.words.slice(2).filter(({ text }) => !text.startsWith('-'));
    if (!word || names.length > 0 || command.words.some(({ text }) => /^(-g|--global)$/.test(text))) return [];
    const { from, to } = word;
    return [
      { rule: 'NpmInstallDrifts', subject: '', from: command.from, to, fix: [{ from, to, insert: 'ci' }] } as const,
    ];
  });
}
