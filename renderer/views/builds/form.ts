import type { BuildRecord } from '../../../app/builds.ts';
import type { DockerfileOutline } from '../../../app/dockerfile/outline.ts';
import { isFault, parseReference } from '../../../app/text/image-reference.ts';
import type { BuildForm } from '../../stores/shown/build-forms.ts';
import type { Pair } from '../../ui/controls/KeyValueEditor.tsx';
import { said } from '../../words/problems.ts';
import { words } from '../../words/words.ts';

/**
 * The form for a folder: as it was built last, or with a tag after the folder's name. The values of its arguments are
 * to be filled in anew.
 */
export function firstForm(folder: string, last: BuildRecord | undefined): BuildForm {
  if (!last) return { tag: tagOf(folder), target: '', args: [], noCache: false, pull: false };
  return {
    tag: last.tags[0] ?? '',
    target: last.target ?? '',
    args: last.argNames.map((name) => ({ name, value: '' })),
    // A one-time wish: an uncached build is not what the next one is to be.
    noCache: false,
    pull: last.pull,
  };
}

/** A valid image name from a folder's name. */
export function tagOf(folder: string): string {
  const name = folder
    .split(/[/\\]/)
    .findLast((part) => part !== '')
    ?.toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '');
  return `${name || 'image'}:latest`;
}

/** The rows of arguments: those that were filled in, then those that the file asks for. */
export function argumentRows(args: readonly Pair[], { args: wanted }: DockerfileOutline): readonly Pair[] {
  const known = new Set(args.map(({ name }) => name));
  return [...args, ...wanted.filter(({ name }) => !known.has(name)).map(({ name }) => ({ name, value: '' }))];
}

/** What names of arguments are like. */
const argumentName = /^[A-Za-z_]\w*$/;

/** What is sent: arguments with a name that may be one, and a value. */
export function givenArguments(args: readonly Pair[]): Record<string, string> {
  return Object.fromEntries(
    args
      .filter(({ name, value }) => argumentName.test(name.trim()) && value !== '')
      .map(({ name, value }) => [name.trim(), value]),
  );
}

/** What is wrong with a form; empty when it can be sent. */
export interface FormErrors {
  readonly tag?: string;
  /** By the argument's name. */
  readonly args: ReadonlyMap<string, string>;
}

/** Checks what the engine would refuse, in words for the fields. */
export function formErrors({ tag, args }: BuildForm): FormErrors {
  const { wrong: faults } = words.builds.form;
  const wrong = new Map<string, string>();
  for (const { name, value } of args) {
    if (name !== '' && !argumentName.test(name)) wrong.set(name, faults.name);
    else if (name === '' && value !== '') wrong.set(name, faults.nameless);
    else if (args.filter((other) => other.name === name).length > 1 && name !== '') wrong.set(name, faults.twice);
  }
  const parsed = parseReference(tag.trim());
  const tagError = tag.trim() !== '' && isFault(parsed) ? said(parsed.fault) : undefined;
  return { ...(tagError === undefined ? {} : { tag: tagError }), args: wrong };
}

/** Whether the form can be sent. */
export function isValid(form: BuildForm): boolean {
  const { tag, args } = formErrors(form);
  return tag === undefined && args.size === 0;
}
