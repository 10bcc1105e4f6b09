/** An instruction of a Dockerfile. Lines count from 1; a continued instruction has several. */
export interface DockerfileInstruction {
  /** In capitals, e.g. `RUN`. */
  readonly keyword: string;
  /** What follows, continued lines joined by a space. */
  readonly text: string;
  readonly line: number;
  readonly endLine: number;
}

/** A stage: one `FROM`. */
export interface DockerfileStage {
  /** The name after `AS`; unnamed stages have none. */
  readonly name?: string;
  readonly base: string;
  readonly line: number;
}

/** A build argument that the file asks for. */
export interface DockerfileArgument {
  readonly name: string;
  /** What it is unless given. */
  readonly default?: string;
}

/** What a form for building needs to know of a Dockerfile. */
export interface DockerfileOutline {
  readonly instructions: readonly DockerfileInstruction[];
  readonly stages: readonly DockerfileStage[];
  readonly args: readonly DockerfileArgument[];
}

/** Reads a Dockerfile roughly: anything odd is left out, nothing throws. */
export function outlineDockerfile(text: string): DockerfileOutline {
  const instructions = readInstructions(text);
  const stages = instructions.filter(({ keyword }) => keyword === 'FROM').flatMap(stageOf);
  const args = new Map<string, DockerfileArgument>();
  for (const { keyword, text } of instructions) {
    if (keyword !== 'ARG') continue;
    for (const arg of argumentsOf(text)) args.set(arg.name, { ...args.get(arg.name), ...arg });
  }
  return { instructions, stages, args: [...args.values()] };
}

function readInstructions(text: string): DockerfileInstruction[] {
  const lines = text.split(/\r?\n/);
  const escape = /^#\s*escape\s*=\s*`/im.test(lines.slice(0, 5).join('\n')) ? '`' : '\\';
  const found: DockerfileInstruction[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const first = at;
    if (isEmpty(lines[at])) continue;
    const parts: string[] = [];
    const ends: string[] = [];
    for (; at < lines.length; at += 1) {
      const line = (lines[at] ?? '').trim();
      // Comments and empty lines inside of a continued instruction are not part of it.
      if (at > first && isEmpty(line)) continue;
      const goesOn = line.endsWith(escape);
      parts.push((goesOn ? line.slice(0, -1) : line).trim());
      if (at === first) ends.push(...hereDocuments(line));
      if (!goesOn) break;
    }
    for (const end of ends) {
      do at += 1;
      while (at < lines.length && lines[at]?.trim() !== end);
    }
    const [, keyword = '', rest = ''] = /^(\w+)\s*(.*)$/s.exec(parts.join(' ').trim()) ?? [];
    if (keyword === '') continue;
    found.push({
      keyword: keyword.toUpperCase(),
      text: rest,
      line: first + 1,
      endLine: Math.min(at + 1, lines.length),
    });
  }
  return found;
}

function isEmpty(line: string | undefined): boolean {
  return /^\s*(#|$)/.test(line ?? '');
}

function hereDocuments(line: string): readonly string[] {
  if (!/^(RUN|COPY|ADD)\s/i.test(line)) return [];
  return [...line.matchAll(/<<-?\s*(["']?)([A-Za-z_]\w*)\1/g)].map(([, , end = '']) => end);
}

function stageOf({ text, line }: DockerfileInstruction): readonly DockerfileStage[] {
  const [base, as, name] = text.split(/\s+/).filter((word) => !word.startsWith('--'));
  if (!base) return [];
  return [{ base, line, ...(as?.toUpperCase() === 'AS' && name ? { name } : {}) }];
}

function argumentsOf(text: string): readonly DockerfileArgument[] {
  return [...text.matchAll(/([A-Za-z_]\w*)(?:=("[^"]*"|'[^']*'|\S*))?(?:\s+|$)/g)].map(([, name = '', value]) => ({
    name,
    ...(value === undefined ? {} : { default: value.replace(/^(["'])(.*)\1$/, '$2') }),
  }));
}
