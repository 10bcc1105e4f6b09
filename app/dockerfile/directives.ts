import { cause } from '../rpc/problem.ts';
import { afterSpaces } from './chars.ts';
import type { Directive, Escape, ReadFault } from './types.ts';

const known = new Set(['syntax', 'escape', 'check']);

/** Reads the directives at a file's beginning, line by line. The first line that is none ends them. */
export class Directives {
  readonly found: Directive[] = [];
  readonly faults: ReadFault[] = [];
  escape: Escape = '\\';
  #over = false;
  #afterShebang = false;

  /** Takes a line from its first character on that is no space; says whether it is a directive. */
  take(text: string, from: number, to: number, line: number): boolean {
    if (this.#over) return false;
    if (line === 1 && text.startsWith('#!', from)) {
      this.#afterShebang = true;
      return false;
    }
    const directive = directiveIn(text, from, to, line);
    if (!directive) {
      this.#over = true;
      return false;
    }
    return this.#keep(directive);
  }

  #keep(directive: Directive): boolean {
    const { name, value, from, to } = directive;
    // A shebang ends them for whoever reads the escape, but not for whoever looks for the frontend.
    if (this.#afterShebang && name === 'escape') {
      this.#over = true;
      return false;
    }
    if (this.found.some((other) => other.name === name)) {
      this.faults.push({ from, to, cause: cause('directive-twice', { name }) });
      return true;
    }
    this.found.push(directive);
    if (name !== 'escape') return true;
    if (value === '\\' || value === '`') this.escape = value;
    else this.faults.push({ from, to, cause: cause('escape-impossible', { given: value.slice(0, 50) }) });
    return true;
  }
}

/** What is longer is no directive; in characters. */
const longest = 10_000;

function directiveIn(text: string, from: number, to: number, line: number): Directive | undefined {
  if (text[from] !== '#' || to - from > longest) return undefined;
  const words = text.slice(afterSpaces(text, from + 1, to), to);
  const [, name = '', rest = ''] = /^([a-zA-Z][a-zA-Z0-9]*)\s*=(.*)$/s.exec(words) ?? [];
  const value = rest.trim();
  if (!known.has(name.toLowerCase()) || value === '') return undefined;
  return { name: name.toLowerCase(), value, line, from, to };
}
