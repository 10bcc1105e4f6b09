import type { ShellWord } from '../../text/shell-words.ts';
import { longFlag, shortFlag } from './flags.ts';

/** A flag as it was given. */
export interface GivenFlag {
  /** Its long name, without dashes; as it was typed where nobody knows it. */
  readonly name: string;
  /** Absent: none was given. Of a switch, `false` in `--rm=false`. */
  readonly value?: string;
  /** Why it means nothing here, where that is known already. */
  readonly fault?: 'unknown' | 'no-value';
  /** Only a shell knows its value. */
  readonly expands: boolean;
  /** As it stands in the line. */
  readonly source: string;
}

/** What stands after `docker run`: flags up to the image, and all that follows it. */
export interface SplitLine {
  readonly flags: readonly GivenFlag[];
  /** The image, and the words of the command. */
  readonly operands: readonly ShellWord[];
}

/**
 * Splits as the docker command does (pflag, without flags after the first operand): `--name x`, `--name=x`, `-p80:80`,
 * `-p=80:80`, `-itd`; `--` ends the flags. A flag that nobody knows is taken as one without a value.
 */
export function splitFlags(words: readonly ShellWord[]): SplitLine {
  const flags: GivenFlag[] = [];
  let at = 0;
  while (at < words.length) {
    const word = words[at];
    if (!word?.text.startsWith('-') || word.text === '-') break;
    at += 1;
    if (word.text === '--') break;
    const taken = word.text.startsWith('--') ? longOf(word, words[at]) : shortOf(word, words[at]);
    flags.push(...taken.flags);
    if (taken.usesNext) at += 1;
  }
  return { flags, operands: words.slice(at) };
}

interface Taken {
  readonly flags: readonly GivenFlag[];
  readonly usesNext: boolean;
}

function longOf(word: ShellWord, next: ShellWord | undefined): Taken {
  const { text, source, expands } = word;
  const equals = text.indexOf('=');
  const typed = equals < 0 ? text.slice(2) : text.slice(2, equals);
  const flag = longFlag(typed);
  const given = equals < 0 ? {} : { value: text.slice(equals + 1) };
  if (!flag) return one({ name: typed, ...given, fault: 'unknown', expands, source });
  if (!flag.takesValue || equals >= 0) return one({ name: flag.name, ...given, expands, source });
  return withNext(flag.name, word, next);
}

/** A word of letters: all but the last are switches, and the last may take the rest of the word, or the next one. */
function shortOf(word: ShellWord, next: ShellWord | undefined): Taken {
  const { text, source, expands } = word;
  const flags: GivenFlag[] = [];
  for (let at = 1; at < text.length; at += 1) {
    const letter = text[at] ?? '';
    const flag = shortFlag(letter);
    const after = text.slice(at + 1);
    if (!flag) return { flags: [...flags, { name: letter, fault: 'unknown', expands, source }], usesNext: false };
    const { name, takesValue } = flag;
    const own = { name, expands, source: text.length > 2 && !takesValue ? `-${letter}` : source };
    if (takesValue && after !== '')
      return { flags: [...flags, { ...own, value: after.replace(/^=/, '') }], usesNext: false };
    if (takesValue) {
      const last = withNext(name, word, next);
      return { ...last, flags: [...flags, ...last.flags] };
    }
    if (after.startsWith('=')) return { flags: [...flags, { ...own, value: after.slice(1) }], usesNext: false };
    flags.push(own);
  }
  return { flags, usesNext: false };
}

function withNext(name: string, word: ShellWord, next: ShellWord | undefined): Taken {
  if (!next) return one({ name, fault: 'no-value', expands: word.expands, source: word.source });
  const expands = word.expands || next.expands;
  return { flags: [{ name, value: next.text, expands, source: `${word.source} ${next.source}` }], usesNext: true };
}

function one(flag: GivenFlag): Taken {
  return { flags: [flag], usesNext: false };
}
