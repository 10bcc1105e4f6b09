import { ContainerSpec, type PullPolicy } from '../../create.ts';
import { type Cause, cause } from '../../rpc/problem.ts';
import { isFault, parseReference } from '../../text/image-reference.ts';
import { readShellLine, type ShellWord } from '../../text/shell-words.ts';
import { programFlagTakesNext } from './flags.ts';
import type { LeftWhy } from './left-why.ts';
import { type GivenFlag, splitFlags } from './read-flags.ts';
import { createTaken, switchValue, type Taken, takeSwitch, takeValue } from './take.ts';

/** Something that stood in a line and is not in what was made of it. */
export interface LeftOver {
  /** As it stood there, at most 200 characters. */
  readonly what: string;
  readonly why: LeftWhy;
}

/** What a line of `docker run` asks for, as far as a spec can say it. */
export interface RunLine {
  /** Each field as the spec takes it, but that the image may be '' and that `autoRemove` and `restart` may both be asked for. */
  readonly spec: ContainerSpec;
  readonly pull: PullPolicy;
  /** Everything else that stood in the line, in its order. */
  readonly left: readonly LeftOver[];
}

const mostShown = 200;
const isProgram = /^(?:.*[\\/])?(?:docker|podman|nerdctl)(?:\.exe)?$/;
/** What terminals put before what is typed: `$ `, `# `, `me@host:~$ `. */
const prompt = /^\s*\S{0,100}[$#%>]\s+(?=(?:sudo|docker|podman|nerdctl)\s)/;

/**
 * Reads a line such as `docker run -d -p 80:80 nginx`, of the docker command or Podman's, as it was copied from a terminal or
 * a document. Nothing in it is dropped without being told in `left`. Takes time in proportion to the text. Never throws.
 */
export function readRunLine(text: string): RunLine | { readonly fault: Cause } {
  const line = readShellLine(withoutPrompt(text));
  if ('fault' in line) return line;
  const begin = afterProgram(line.words);
  if (!begin) return { fault: cause('run-line-none') };
  const { flags, operands } = splitFlags(line.words.slice(begin.at));
  const taken = createTaken(begin.verb === 'run');
  const left: LeftOver[] = [...begin.left];
  for (const flag of flags) {
    const why = flag.fault ?? (flag.expands ? whyNot(flag) : takeFlag(flag, taken));
    if (why !== undefined) left.push(leftOver(flag.source, why));
  }
  const [image, ...command] = operands;
  left.push(...takeImage(image, taken), ...takeCommand(command, taken));
  if (line.rest !== '') left.push(leftOver(line.rest, 'after'));
  const { spec, pull } = taken.end();
  return { spec, pull, left };
}

function takeFlag({ name, value }: GivenFlag, taken: Taken): LeftWhy | undefined {
  const asSwitch = takeSwitch(name);
  if (!asSwitch) return value === undefined ? 'no-field' : (takeValue(name) ?? noField)(taken, value);
  const on = switchValue(value);
  return on === undefined ? 'value' : asSwitch(taken, on);
}

/** A value that this program itself left out of a line is one that a shell must know, too. */
function whyNot({ name, value = '' }: GivenFlag): LeftWhy {
  return name === 'env' && /=\$\{\w+:\?was left out\}$/.test(value) ? 'left-out' : 'shell';
}

const noField = (): LeftWhy => 'no-field';

function takeImage(image: ShellWord | undefined, { spec }: Taken): LeftOver[] {
  if (!image) return [];
  if (image.expands) return [leftOver(image.source, 'shell')];
  if (isFault(parseReference(image.text))) return [leftOver(image.source, 'value')];
  spec.image = image.text;
  return [];
}

/** All of it or nothing: half a command is another one. */
function takeCommand(words: readonly ShellWord[], { spec }: Taken): LeftOver[] {
  if (words.length === 0) return [];
  const source = words.map((word) => word.source).join(' ');
  if (words.some(({ expands }) => expands)) return [leftOver(source, 'shell')];
  const read = ContainerSpec.shape.command.safeParse(words.map(({ text }) => text));
  if (!read.success) return [leftOver(source, 'value')];
  if (read.data) spec.command = read.data;
  return [];
}

function withoutPrompt(text: string): string {
  const without = text.replace(prompt, '');
  // The shell's own before each line that goes on.
  return without === text ? text : without.replaceAll(/(\\\r?\n)> /g, '$1');
}

interface Begin {
  readonly at: number;
  readonly verb: 'run' | 'create';
  readonly left: readonly LeftOver[];
}

/** Goes past `sudo`, variables for the program, the program with its own flags, and `container`. */
function afterProgram(words: readonly ShellWord[]): Begin | undefined {
  const left: LeftOver[] = [];
  let at = 0;
  const text = () => words[at]?.text ?? '';
  const leave = (count: number) => {
    const source = words.slice(at, at + count).map((word) => word.source);
    left.push(leftOver(source.join(' '), 'no-field'));
    at += count;
  };
  if (text() === 'sudo') {
    at += 1;
    while (text().startsWith('-')) at += /^-[ugCDhpRrTt]$/.test(text()) ? 2 : 1;
  }
  while (/^[A-Za-z_]\w*=/.test(text())) leave(1);
  if (!isProgram.test(text())) return undefined;
  at += 1;
  while (text().startsWith('-')) leave(programFlagTakesNext(text()) ? 2 : 1);
  if (text() === 'container') at += 1;
  const verb = text();
  return verb === 'run' || verb === 'create' ? { at: at + 1, verb, left } : undefined;
}

function leftOver(source: string, why: LeftWhy): LeftOver {
  return { what: source.length > mostShown ? `${source.slice(0, mostShown - 1)}…` : source, why };
}
