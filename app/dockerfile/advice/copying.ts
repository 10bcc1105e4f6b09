import type { Instruction, Word } from '../types.ts';
import { blankWords } from '../words.ts';
import type { Command } from './commands.ts';
import { verb } from './packages.ts';
import type { StageView } from './stage-view.ts';
import type { Advice } from './types.ts';

/** What is said of what comes from the build context. */
export function copyAdvice(stage: StageView): readonly Advice[] {
  const copies = stage.instructions.filter(fromContext);
  return [
    ...copies.flatMap(addAdvice),
    ...copies.flatMap((copy) => sourcesOf(copy).flatMap(secretAdvice)),
    ...orderAdvice(stage, copies),
  ];
}

function fromContext({ keyword, flags, heredocs }: Instruction): boolean {
  if (keyword !== 'COPY' && keyword !== 'ADD') return false;
  return heredocs.length === 0 && !flags.some(({ name }) => name === 'from');
}

/** What is copied, as the file says it: with its place, or with the instruction's where it stands in a list. */
function sourcesOf(copy: Instruction): readonly Word[] {
  const { json, from, to } = copy;
  const words = json ? json.map((text) => ({ text, from, to })) : blankWords(copy);
  return words.slice(0, -1);
}

/** Flags that only ADD has. */
const addFlags = new Set(['checksum', 'keep-git-dir', 'unpack']);
/** Archives, whatever is fetched, and what only the build knows. */
const addsMore = /:\/\/|^git@|\.(tar|tgz|tbz2?|txz|gz|bz2|xz|zst|lzma)\b|[*?[$]/i;

function addAdvice(add: Instruction): readonly Advice[] {
  const sources = sourcesOf(add);
  if (add.keyword !== 'ADD' || sources.length === 0) return [];
  if (add.flags.some(({ name }) => addFlags.has(name)) || sources.some(({ text }) => addsMore.test(text))) return [];
  const { from, to } = add.keywordRange;
  const insert = /[a-z]/.test(add.code.slice(0, 3)) ? 'copy' : 'COPY';
  return [{ rule: 'AddForCopy', subject: '', from, to, fix: [{ from, to, insert }] }];
}

/** Names of files that hold secrets, and of nothing else. */
const secretFile =
  /(^|\/)(\.env(\.(local|production|prod|development|dev))?|\.npmrc|\.netrc|\.pypirc|\.git-credentials|\.pgpass|id_(rsa|dsa|ecdsa|ed25519)|credentials\.json|\.aws|\.ssh|\.kube|\.docker)\/?$/i;

function secretAdvice({ text, from, to }: Word): readonly Advice[] {
  return secretFile.test(text) ? [{ rule: 'SecretCopied', subject: text, from, to }] : [];
}

const all = /^(\.\/?|\.\/\*|\*|\/)$/;

/** All of the context before what takes long and depends on little of it. */
function orderAdvice({ runs }: StageView, copies: readonly Instruction[]): readonly Advice[] {
  const whole = copies.find((copy) => sourcesOf(copy).some(({ text }) => all.test(text)));
  const install = runs.find(({ commands }) => commands.some(isInstall));
  if (!whole || !install || install.instruction.from < whole.from) return [];
  return [{ rule: 'SourceBeforeInstall', subject: '', from: whole.from, to: whole.to }];
}

/** Fetches what a file of names and versions lists. */
function isInstall(command: Command): boolean {
  const has = (option: string) => command.words.some(({ text }) => text === option);
  return Boolean(
    (verb(command, ['npm', 'pnpm', 'yarn', 'bun'], ['ci', 'install', 'i']) && command.words.length < 6) ||
      (verb(command, ['pip', 'pip3'], ['install']) && (has('-r') || has('--requirement'))) ||
      verb(command, ['bundle', 'composer', 'poetry'], ['install']) ||
      (verb(command, ['uv'], ['sync']) && !has('--no-install-project')) ||
      (verb(command, ['go'], ['mod']) && has('download')) ||
      verb(command, ['dotnet'], ['restore']) ||
      verb(command, ['cargo'], ['fetch']),
  );
}
