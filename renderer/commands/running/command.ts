import type { EngineId } from '../../../app/engines/engine.ts';
import type { Session } from '../../stores/session.ts';

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
  | 'raise'
  | 'lower'
  | 'open'
  | 'copy'
  | 'go'
  | 'theme'
  | 'engine'
  | 'dock'
  | 'split-right'
  | 'split-down'
  | 'move'
  | 'zoom'
  | 'close';

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
  /** What is pressed for it on the focused row or the selection, as people read it: `s`, `Shift+S`, `Delete`. It means
   * one thing: no two commands of a kind share one, so that none depends on what state a thing is in. */
  readonly key?: string;
  /** Its key works in the object's detail too: nothing is lost where it was pressed by mistake. */
  readonly inDetail?: true;
  readonly danger?: boolean;
  /** The engine that it asks: while that cannot be reached it is refused. Without it none is asked. */
  asks?(target: T): EngineId;
  /** The engine that it changes something on, or leads to that: where that may only be read it is refused. */
  changes?(target: T): EngineId;
  /** Among the two or three verbs that a row shows on hover. */
  readonly primary?: boolean;
  /** Why it cannot be done to this object now, as a sentence; undefined when it can. */
  refusal(target: T): string | undefined;
  /** Whether it makes sense to offer it for this object at all. */
  fits(target: T): boolean;
  /**
   * Does it, and tells what was done to how many, `of` how many that were chosen. Only `runAllowed` calls it, which asks
   * the two above first and tells what it rejects with; who can say more of a problem tells it in here.
   */
  run(targets: readonly T[], session: Session, of?: number): Promise<void>;
  /** The same on the command line. */
  cli?(target: T): string;
}

/** A command as it is written down: what it leaves out is so for most. */
type Written<T> = Omit<Command<T>, 'fits' | 'refusal'> & Partial<Pick<Command<T>, 'fits' | 'refusal'>>;

/** Makes a command; one that says no other makes sense for every object, and is never refused. */
export function command<T>(written: Written<T>): Command<T> {
  return { fits: () => true, refusal: () => undefined, ...written };
}

/** For `Command.asks` and `Command.changes`: the engine that the object is on. */
export function itsEngine({ engine }: { readonly engine: EngineId }): EngineId {
  return engine;
}

/** Something to do that needs no object: for the palette and shortcuts. */
export interface GlobalCommand {
  readonly id: string;
  readonly label: string;
  readonly icon: CommandIcon;
  /** Keys as people read them, e.g. `g c`. */
  readonly keys?: string;
  /** Whether there is anything to do it to; without it there always is. */
  offered?(session: Session): boolean;
  run(session: Session): void | Promise<void>;
}
