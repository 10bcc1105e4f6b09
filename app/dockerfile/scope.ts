import { type Budget, expand, unknownValue, type Variables } from './shell.ts';
import type { Escape, Instruction } from './types.ts';
import { assignmentsOf } from './words.ts';

/** Arguments that BuildKit sets itself before the first `FROM`; a stage sees those that it asks for. */
const predefined: ReadonlySet<string> = new Set(
  ['BUILD', 'TARGET'].flatMap((side) => ['PLATFORM', 'OS', 'OSVERSION', 'ARCH', 'VARIANT'].map((of) => side + of)),
).add('TARGETSTAGE');

/** The values that a build is given by name. */
export type GivenArguments = Readonly<Record<string, string>>;

/** A value of more characters is cut: no name of an image, and no step's name that is shown, is longer. */
const longestValue = 4_000;
/** Characters that the variables of a file may be expanded to, for each character of it. */
const mostGrowth = 8;

/** How much may be made of a file's variables: enough for any real one, and in proportion to its length. */
export function budgetFor(text: string): Budget {
  return { left: text.length * mostGrowth + 1_000_000 };
}

/** What the variables of a part of a Dockerfile stand for, instruction by instruction. */
export class Scope implements Variables {
  readonly #escape: Escape;
  readonly #budget: Budget;
  readonly #given: GivenArguments;
  readonly #parent: Scope | undefined;
  /** What is before the first `FROM`; absent there. */
  readonly #globals: Scope | undefined;
  readonly #env = new Map<string, string>();
  readonly #args = new Map<string, string>();

  private constructor(of: Omit<ScopeParts, 'parent' | 'globals'> & Partial<ScopeParts>) {
    this.#escape = of.escape;
    this.#budget = of.budget;
    this.#given = of.given;
    this.#parent = of.parent;
    this.#globals = of.globals;
  }

  /** Before the first `FROM`. */
  static global(escape: Escape, budget: Budget, given: GivenArguments): Scope {
    return new Scope({ escape, budget, given });
  }

  /** Of a stage, which sees of what is before the first `FROM` only the arguments that it asks for. */
  stage(parent: Scope | undefined): Scope {
    const { ...of } = { escape: this.#escape, budget: this.#budget, given: this.#given };
    return new Scope({ ...of, globals: this, ...(parent ? { parent } : {}) });
  }

  /** A base image may set what its stage does not. */
  get(name: string): string | undefined {
    const value = this.#envOf(name) ?? this.#argOf(name);
    if (value !== undefined) return value;
    return this.#globals || predefined.has(name) ? unknownValue : undefined;
  }

  /** Takes an instruction into account: ARG and ENV. */
  take(instruction: Instruction): void {
    const { keyword } = instruction;
    if (keyword === 'ARG') {
      for (const { name, value } of assignmentsOf(instruction, this.#escape)) {
        const known = this.#argument(name, value);
        if (known !== undefined) this.#args.set(name, known);
      }
    } else if (keyword === 'ENV' && this.#globals) {
      // All of one ENV see what was set before it.
      const set = assignmentsOf(instruction, this.#escape).map(({ name, value = '' }) => [
        this.#expanded(name),
        this.#expanded(value),
      ]);
      for (const [name = '', value = ''] of set) this.#env.set(name, value);
    }
  }

  /** A text with variables filled in, where all of them are known. */
  expand(text: string): string | undefined {
    const found = expand(text, this, { escape: this.#escape }, this.#budget);
    return 'fault' in found || found.text.includes(unknownValue) ? undefined : found.text;
  }

  /** What an argument is by default or as it was given. */
  argument(name: string): string | undefined {
    return this.#args.get(name);
  }

  #argument(name: string, value: string | undefined): string | undefined {
    const given = Object.hasOwn(this.#given, name) ? this.#given[name] : undefined;
    if (given !== undefined) return given.slice(0, longestValue);
    if (value !== undefined) return this.#expanded(value);
    if (this.#globals) return this.#globals.#args.get(name) ?? (predefined.has(name) ? unknownValue : undefined);
    return predefined.has(name) ? unknownValue : undefined;
  }

  #expanded(text: string): string {
    const found = expand(text, this, { escape: this.#escape }, this.#budget);
    return 'fault' in found || found.text.length > longestValue ? unknownValue : found.text;
  }

  #envOf(name: string): string | undefined {
    return this.#env.get(name) ?? (this.#parent ? this.#parent.#envOf(name) : undefined);
  }

  #argOf(name: string): string | undefined {
    return this.#args.get(name) ?? (this.#parent ? this.#parent.#argOf(name) : undefined);
  }
}

interface ScopeParts {
  readonly escape: Escape;
  readonly budget: Budget;
  readonly given: GivenArguments;
  readonly parent: Scope;
  readonly globals: Scope;
}
