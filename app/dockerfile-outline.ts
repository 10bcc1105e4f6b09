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

/** What is longer is not looked into; builders take no more either. */
const mostText = 1024 * 1024;
/** Stages and arguments that are found; a form cannot show more. */
const mostFound = 500;
/** Of an instruction that names stages or arguments, in characters. */
const longestInstruction = 100_000;

/**
 * Reads a Dockerfile roughly: anything odd is left out, nothing throws. Takes time in proportion to the text, whatever it
 * looks like: it is read as it is typed, and others wrote it.
 */
export function outlineDockerfile(text: string): DockerfileOutline {
  const instructions = text.length > mostText ? [] : readInstructions(text);
  const short = instructions.filter(({ text }) => text.length <= longestInstruction);
  const stages = short.filter(({ keyword }) => keyword === 'FROM').slice(0, mostFound);
  const args = new Map<string, DockerfileArgument>();
  for (const { keyword, text } of short) {
    if (keyword !== 'ARG') continue;
    for (const arg of argumentsOf(text)) {
      if (args.size < mostFound || args.has(arg.name)) args.set(arg.name, { ...args.get(arg.name), ...arg });
    }
  }
  return { instructions, stages: stages.flatMap(stageOf), args: [...args.values()] };
}

function readInstructions(text: string): DockerfileInstruction[] {
  const lines = text.split(/\r?\n/);
  const escape = /^#\s*escape\s*=\s*`/im.test(lines.slice(0, 5).join('\n')) ? '`' : '\\';
  const found: DockerfileInstruction[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const first = at;
    if (isEmpty(lines[at])) continue;
    const parts: string[] = [];
    let ends: readonly string[] = [];
    for (; at < lines.length; at += 1) {
      const line = (lines[at] ?? '').trim();
      // Comments and empty lines inside of a continued instruction are not part of it.
      if (at > first && isEmpty(line)) continue;
      const goesOn = line.endsWith(escape);
      parts.push((goesOn ? line.slice(0, -1) : line).trim());
      if (at === first) ends = hereDocuments(line);
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

/** Word by word, so that no character is looked at twice: quotes hold spaces, one without its end holds nothing. */
function argumentsOf(text: string): readonly DockerfileArgument[] {
  const words = text.match(/(?:"[^"]*"|'[^']*'|[^\s"']|["'])+/g) ?? [];
  return words.flatMap((word) => {
    const [, name = '', value] = /^([A-Za-z_]\w*)(?:=(.*))?$/s.exec(word) ?? [];
    return name === '' ? [] : [{ name, ...(value === undefined ? {} : { default: unquoted(value) }) }];
  });
}

function unquoted(value: string): string {
  const [quote = ''] = value;
  const isQuoted = value.length > 1 && (quote === '"' || quote === "'") && value.endsWith(quote);
  return isQuoted ? value.slice(1, -1) : value;
}
