import type { Session } from '../stores/session.ts';

/** What may stand beside a command; views draw it. */
export type CommandIcon =
  | 'start'
  | 'stop'
  | 'restart'
  | 'pause'
  | 'unpause'
  | 'kill'
  | 'remove'
  | 'logs'
  | 'shell'
  | 'inspect'
  | 'create'
  | 'connect'
  | 'prune'
  | 'up'
  | 'pull'
  | 'push'
  | 'save'
  | 'build'
  | 'edit'
  | 'open'
  | 'copy'
  | 'go'
  | 'theme'
  | 'engine'
  | 'dock';

/**
 * One thing a person can do to one kind of object. Buttons, context menus, bulk actions, the palette and shortcuts
 * all come from it.
 */
export interface Command<T> {
  /** `slice.verb`, unique. */
  readonly id: string;
  /** The verb as it stands on a button. */
  readonly label: string;
  readonly icon: CommandIcon;
  /** A single key that works on the focused row, as `KeyboardEvent.key` names it. */
  readonly key?: string;
  readonly danger?: boolean;
  /** Among the two or three verbs that a row shows on hover. */
  readonly primary?: boolean;
  /** Why it cannot be done to this object now, as a sentence; undefined when it can. */
  refusal(target: T): string | undefined;
  /** Whether it makes sense to offer it for this object at all. */
  fits(target: T): boolean;
  /** Does it. Problems are told to the person in here; it never rejects. */
  run(targets: readonly T[], session: Session): Promise<void>;
  /** The same on the command line. */
  cli?(target: T): string;
}

/** Something to do that needs no object: for the palette and shortcuts. */
export interface GlobalCommand {
  readonly id: string;
  readonly label: string;
  readonly icon: CommandIcon;
  /** Keys as people read them, e.g. `g c`. */
  readonly keys?: string;
  run(session: Session): void | Promise<void>;
}
