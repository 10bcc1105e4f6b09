import { type Budget, expand, unknownValue, type Variables } from '../../../app/dockerfile/shell.ts';
import type { Escape, Instruction } from '../../../app/dockerfile/types.ts';

/** A name is compared up to here, in characters. */
const longest = 20_000;

/** What a builder may call an instruction: as it is written, and with its variables filled in. */
export class StepText {
  readonly #written: string;
  /** Between its parts stands what only the builder knows. */
  readonly #parts: readonly string[];

  private constructor(written: string, filled: string) {
    this.#written = squeeze(written);
    this.#parts = squeeze(filled).split(unknownValue);
  }

  /** The text of an instruction where the variables have these values. */
  static of(instruction: Instruction, variables: Variables, escape: Escape, budget: Budget): StepText {
    const { code, keyword } = instruction;
    const isRun = keyword === 'RUN';
    const rules = { escape, keepsQuotes: isRun, keepsUnset: isRun };
    const plain = /[$'"\\`]/.test(code) ? expand(code.slice(0, longest), variables, rules, budget) : { text: code };
    const filled = 'fault' in plain ? code : plain.text;
    // Behind a here-document's sign stands a part of what it holds.
    return new StepText(code, `${filled}${instruction.heredocs.length > 0 ? unknownValue : ''}`);
  }

  /** Whether a builder that fills in nothing calls it so. */
  isWritten(squeezed: string): boolean {
    return this.#written === squeezed;
  }

  /** Whether a builder may call it so; `squeezed` has one space between its words and its first one in capitals. */
  matches(squeezed: string): boolean {
    const [first = '', ...rest] = this.#parts;
    if (rest.length === 0) return first === squeezed;
    const last = rest.pop() ?? '';
    let at = first.length;
    if (!squeezed.startsWith(first) || squeezed.length < at + last.length || !squeezed.endsWith(last)) return false;
    const end = squeezed.length - last.length;
    for (const part of rest) {
      const found = squeezed.indexOf(part, at);
      if (found < 0) return false;
      at = found + part.length;
    }
    return at <= end;
  }
}

/** A name with one space between its words and its first word in capitals. */
export function squeeze(text: string): string {
  const [keyword = '', ...rest] = text.slice(0, longest).trim().split(/\s+/);
  return [keyword.toUpperCase(), ...rest].join(' ');
}
