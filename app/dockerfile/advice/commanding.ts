import { readShellLine } from '../../text/shell-words.ts';
import type { Instruction } from '../types.ts';
import { assignmentsOf } from '../words.ts';
import type { ShellRun } from './commands.ts';
import type { StageView } from './stage-view.ts';
import type { Advice } from './types.ts';

/** What is said of commands and variables, whatever they are about. */
export function commandAdvice(stage: StageView): readonly Advice[] {
  return [
    ...stage.runs.flatMap((run) => [...cdAdvice(run), ...pipeAdvice(stage, run)]),
    ...stage.instructions.flatMap((instruction) => [
      ...formAdvice(stage, instruction),
      ...secretAdvice(stage, instruction),
    ]),
  ];
}

/** A folder that is changed for nothing: the next RUN begins where this one did. */
function cdAdvice({ instruction, commands: [command, ...others] }: ShellRun): readonly Advice[] {
  const [cd, folder, ...more] = command?.words ?? [];
  if (!command || !folder || cd?.text !== 'cd' || others.length > 0 || more.length > 0) return [];
  const { from, to, flags } = instruction;
  const isPlain = flags.length === 0 && instruction.heredocs.length === 0 && /^\/[\w./-]*$/.test(folder.text);
  const fix = isPlain ? { fix: [{ from, to, insert: `WORKDIR ${folder.text}` }] } : {};
  return [{ rule: 'CdInRun', subject: folder.text, from, to, ...fix }];
}

const downloads = new Set(['curl', 'wget']);

/** What is fetched goes into a program, and nobody sees that the fetching failed. */
function pipeAdvice({ seesPipes }: StageView, { commands }: ShellRun): readonly Advice[] {
  const sets = commands.some(({ words: [name, ...options] }) => {
    return name?.text === 'set' && options.some(({ text }) => text === 'pipefail');
  });
  if (sets || seesPipes) return [];
  return commands.flatMap(({ words: [name], isPiped, from, to }) => {
    return name && isPiped && downloads.has(name.text)
      ? [{ rule: 'DownloadPiped', subject: name.text, from, to } as const]
      : [];
  });
}

function formAdvice({ hasShell }: StageView, instruction: Instruction): readonly Advice[] {
  const { keyword, json, rest, keywordRange, to } = instruction;
  if ((keyword !== 'CMD' && keyword !== 'ENTRYPOINT') || json || rest === '' || rest.startsWith('[')) return [];
  // Whoever names a shell wants one.
  if (hasShell) return [];
  const range = { from: keywordRange.from, to };
  const list = plainWords(rest);
  const fix = list && {
    fix: [{ from: keywordRange.to, to, insert: ` ${JSON.stringify(list).replaceAll('","', '", "')}` }],
  };
  return [{ rule: 'ShellFormCommand', subject: keyword, ...range, ...fix }];
}

/** The words of a command line that a shell would change nothing in. */
function plainWords(line: string): readonly string[] | undefined {
  const read = readShellLine(line);
  if ('fault' in read || read.rest !== '' || read.words.length === 0) return undefined;
  const [name] = read.words;
  const needsShell =
    read.words.some(({ expands }) => expands) || /^(cd|exec|export|set|source|\.|\w+=.*)$/s.test(name?.text ?? '');
  return needsShell ? undefined : read.words.map(({ text }) => text);
}

/** The words in a name by which BuildKit knows a secret, too. */
const secretName = /(^|_)(apikey|auth|credentials?|key|passw(or)?d|pword|secret|token)(_|$)/i;
/** Names that say that what they hold is none. */
const openName = /(^|_)(public|pub|file|path|dir|url|id|name|type|size|length|ttl|expiry)(_|$)/i;

function secretAdvice({ file }: StageView, instruction: Instruction): readonly Advice[] {
  if (instruction.keyword !== 'ENV' && instruction.keyword !== 'ARG') return [];
  return assignmentsOf(instruction, file.escape).flatMap(({ name, from, to }) => {
    const isSecret = name.length < 200 && secretName.test(name) && !openName.test(name);
    return isSecret ? [{ rule: 'SecretInImage', subject: name, from, to } as const] : [];
  });
}
