import { readDockerfile } from '../../../../app/dockerfile/read.ts';
import { type ResolvedFile, type ResolvedStage, resolveFile } from '../../../../app/dockerfile/resolve.ts';
import type { GivenArguments, Scope } from '../../../../app/dockerfile/scope.ts';
import { expand, unknownValue } from '../../../../app/dockerfile/shell.ts';
import { stageNamed } from '../../../../app/dockerfile/stages.ts';
import type { Instruction } from '../../../../app/dockerfile/types.ts';
import { assignmentsOf, blankWords } from '../../../../app/dockerfile/words.ts';

/** What a step takes files from. */
export type Source =
  | { readonly kind: 'folder'; readonly paths: readonly string[] }
  | { readonly kind: 'stage'; readonly index: number }
  | { readonly kind: 'image'; readonly image: string }
  /** Something that only the builder sees. */
  | { readonly kind: 'elsewhere' };

/** Something that a builder keeps the result of. */
export interface PlannedStep {
  /** From 1. */
  readonly line: number;
  readonly keyword: string;
  /** What it says, with variables filled in where the builder does that. */
  readonly text: string;
  readonly sources: readonly Source[];
  /** How many of its stage's settings hold for it. */
  readonly settings: number;
}

/** What is set for the programs of a stage. */
export interface Setting {
  readonly line: number;
  readonly text: string;
  /** Of ARG: its name. */
  readonly argument?: string;
}

export interface PlannedStage {
  readonly line: number;
  /** In small letters. */
  readonly name: string | undefined;
  /** The image that it starts from; undefined for a stage, and where only the builder can tell. */
  readonly base: string | undefined;
  /** The index of the stage that it starts from. */
  readonly parent: number | undefined;
  readonly steps: readonly PlannedStep[];
  readonly settings: readonly Setting[];
}

/** Instructions whose results BuildKit keeps. */
const layers = new Set(['RUN', 'COPY', 'ADD', 'WORKDIR']);
/** What is another for the programs that run after it. */
const settings = new Set(['ENV', 'USER', 'SHELL']);
/** Of an instruction that is compared, in UTF-16 units. */
const longest = 20_000;

/**
 * The stages of a Dockerfile as a builder's cache sees them.
 * @param keepsAll whether the builder keeps a result of each instruction, as classic ones do
 */
export function planOf(text: string, given: GivenArguments, keepsAll: boolean): readonly PlannedStage[] {
  const file = resolveFile(readDockerfile(text), given);
  const scopes = new Map<ResolvedStage, Scope>();
  const plans: PlannedStage[] = [];
  for (const resolved of file.resolved) {
    const scope = file.globalScope.stage(resolved.parent && scopes.get(resolved.parent));
    scopes.set(resolved, scope);
    const parent = resolved.parent && file.resolved.indexOf(resolved.parent);
    const before = parent === undefined ? [] : (plans[parent]?.settings ?? []);
    plans.push(stageOf(file, resolved, scope, parent, before, keepsAll));
  }
  return plans;
}

function stageOf(
  file: ResolvedFile,
  { stage, base }: ResolvedStage,
  scope: Scope,
  parent: number | undefined,
  before: readonly Setting[],
  keepsAll: boolean,
): PlannedStage {
  const set: Setting[] = [...before];
  const steps: PlannedStep[] = [];
  for (const instruction of stage.instructions) {
    const { keyword, line } = instruction;
    const text = textOf(file, instruction, scope);
    if (layers.has(keyword) || (keepsAll && keyword !== 'ARG')) {
      const sources = sourcesOf(file, instruction, scope, stage.index);
      steps.push({ line, keyword, text, sources, settings: set.length });
    }
    scope.take(instruction);
    if (keyword === 'ARG') set.push(...argumentsOf(file, instruction, scope));
    else if (settings.has(keyword)) set.push({ line, text });
  }
  const name = stage.name?.toLowerCase();
  return { line: stage.from.line, name, base: parent === undefined ? base : undefined, parent, steps, settings: set };
}

function argumentsOf({ file }: ResolvedFile, instruction: Instruction, scope: Scope): Setting[] {
  return assignmentsOf(instruction, file.escape).map(({ name }) => {
    return { line: instruction.line, text: `ARG ${name}=${scope.argument(name) ?? ''}`, argument: name };
  });
}

function textOf({ file, budget }: ResolvedFile, { code, keyword, heredocs }: Instruction, scope: Scope): string {
  const bodies = heredocs.map(({ body }) => file.text.slice(body.from, body.to));
  // The shell fills in what RUN says: what is set for it counts beside it.
  const found = keyword === 'RUN' ? undefined : expand(code.slice(0, longest), scope, { escape: file.escape }, budget);
  const said = found && !('fault' in found) ? found.text : code;
  return [said.trim(), ...bodies].join('\n').slice(0, 4 * longest);
}

function sourcesOf(
  { stages, file }: ResolvedFile,
  instruction: Instruction,
  scope: Scope,
  index: number,
): readonly Source[] {
  const { keyword, flags, json } = instruction;
  if (keyword === 'RUN') {
    const mounts = flags.flatMap(({ name, value = '' }) => (name === 'mount' ? [value] : []));
    return mounts.flatMap((mount) => mountOf(mount, (name) => fromOf(name, scope, stages, index)));
  }
  if (keyword !== 'COPY' && keyword !== 'ADD') return [];
  const from = flags.find(({ name }) => name === 'from')?.value;
  if (from !== undefined) return [fromOf(from, scope, stages, index)];
  const words = json ?? blankWords(instruction).map(({ text }) => text);
  const paths = words.slice(0, -1).filter((word) => !word.startsWith('<<'));
  if (file.text.length > mostText || paths.length > mostPaths) return [{ kind: 'elsewhere' }];
  const filled = paths.map((path) => scope.expand(path));
  const known = filled.flatMap((path) => (path === undefined || isElsewhere(path) ? [] : [path]));
  return [
    ...(known.length > 0 ? [{ kind: 'folder', paths: known } as const] : []),
    ...(known.length < filled.length ? [{ kind: 'elsewhere' } as const] : []),
  ];
}

/** A file of more is none that a person wrote; nor are more sources. */
const mostText = 1024 * 1024;
const mostPaths = 100;

function isElsewhere(path: string): boolean {
  return /^(?:https?:\/\/|git@|git:\/\/|ssh:\/\/)/i.test(path) || path.includes(unknownValue);
}

function mountOf(mount: string, from: (name: string) => Source): readonly Source[] {
  const fields = new Map(
    mount
      .slice(0, longest)
      .split(',')
      .map((field) => {
        const at = field.indexOf('=');
        return at < 0 ? [field, ''] : [field.slice(0, at).toLowerCase(), field.slice(at + 1)];
      }),
  );
  if ((fields.get('type') ?? 'bind') !== 'bind') return [];
  const name = fields.get('from');
  if (name !== undefined) return [from(name)];
  return [{ kind: 'folder', paths: [fields.get('source') ?? fields.get('src') ?? '.'] }];
}

function fromOf(written: string, scope: Scope, stages: ResolvedFile['stages'], index: number): Source {
  const name = scope.expand(written);
  if (name === undefined) return { kind: 'elsewhere' };
  const stage = stageNamed(stages, name, index);
  return stage ? { kind: 'stage', index: stage.index } : { kind: 'image', image: name };
}

/** The indices of the stages that a build of a target needs; the last stage without one. Empty where there is no such stage. */
export function neededOf(stages: readonly PlannedStage[], target: string | undefined): ReadonlySet<number> {
  const wanted = target?.toLowerCase();
  const named = wanted === undefined ? stages.length - 1 : stages.findLastIndex(({ name }) => name === wanted);
  const last = named < 0 && wanted !== undefined && /^\d{1,4}$/.test(wanted) ? Number(wanted) : named;
  const needed = new Set<number>();
  const ahead = [last];
  for (let index = ahead.pop(); index !== undefined; index = ahead.pop()) {
    const stage = stages[index];
    if (!stage || needed.has(index)) continue;
    needed.add(index);
    if (stage.parent !== undefined) ahead.push(stage.parent);
    for (const { sources } of stage.steps)
      for (const source of sources) if (source.kind === 'stage') ahead.push(source.index);
  }
  return needed;
}
