import type { BuildOrder, BuildRecord } from '../../../../app/builds.ts';
import { buildCommand } from '../../../../app/derive/build-command.ts';
import type { DockerfileOutline } from '../../../../app/dockerfile/outline.ts';
import type { BuildAbility } from '../../../../app/reasons/builds.ts';
import { type BuildForm, nothingMore, nothingWished } from '../../../stores/shown/build-forms.ts';
import type { Pair } from '../../../ui/controls/KeyValueEditor.tsx';
import { words } from '../../../words/words.ts';
import { givenMore, isWrong, listed, type MoreErrors, moreErrors, moreOf, wrongReference, wrongRows } from './more.ts';
import { givenWishes, type WishErrors, wishErrors, wishesOf } from './wishes.ts';

/**
 * The form for a folder: as it was built last, or with a tag after the folder's name. The values of its arguments are
 * to be filled in anew.
 */
export function firstForm(folder: string, last: BuildRecord | undefined): BuildForm {
  if (!last)
    return {
      tag: tagOf(folder),
      target: '',
      args: [],
      noCache: false,
      pull: false,
      more: nothingMore,
      wishes: nothingWished,
    };
  return {
    tag: last.tags.join(' '),
    target: last.target ?? '',
    args: last.argNames.map((name) => ({ name, value: '' })),
    // A one-time wish: an uncached build is not what the next one is to be.
    noCache: false,
    pull: last.pull,
    more: moreOf(last),
    wishes: wishesOf(last),
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
  readonly more: MoreErrors;
  readonly wishes: WishErrors;
}

/**
 * Checks what the engine would refuse, in words for the fields.
 * @param able what its builder can; undefined while that is not known
 */
export function formErrors({ tag, args, more, wishes }: BuildForm, able?: readonly BuildAbility[]): FormErrors {
  const tagError = wrongReference(tag);
  return {
    ...(tagError === undefined ? {} : { tag: tagError }),
    args: wrongRows(args, ({ name }) => (argumentName.test(name) ? undefined : words.builds.form.wrong.name)),
    more: moreErrors(more, able),
    wishes: wishErrors(wishes, tag, able),
  };
}

/** Whether the form can be sent to a builder that can this. */
export function isValid(form: BuildForm, able?: readonly BuildAbility[]): boolean {
  const { tag, args, more, wishes } = formErrors(form, able);
  return tag === undefined && args.size === 0 && !isWrong(more) && Object.keys(wishes).length === 0;
}

/** What is built. */
export type BuildPlace = Pick<BuildOrder, 'folder' | 'dockerfile'>;

/** What a form that can be sent asks for. */
export function orderOf<P extends BuildPlace>(form: BuildForm, place: P) {
  const { tag, target, args, noCache, pull, more, wishes } = form;
  const order = { ...place, tags: [...listed(tag)], args: givenArguments(args), noCache, pull };
  return {
    ...order,
    ...(target === '' ? {} : { target }),
    ...givenMore(more, place.folder),
    ...givenWishes(wishes, place.folder),
  };
}

/** What does the same in a terminal. */
export function commandOf(form: BuildForm, place: BuildPlace): string {
  const { args, ...order } = orderOf(form, place);
  return buildCommand({ ...order, argNames: Object.keys(args) });
}
