import type { EngineId } from '../../app/engines/engine.ts';
import type { Question } from '../stores/shown/question.ts';
import { words } from '../words/words.ts';
import { itsEngine } from './running/command.ts';

/** The words of every removal, for `doEach`. */
export const removing = {
  label: words.common.remove,
  doing: words.common.removing,
  done: words.common.removed,
} as const;

/** What every command has that removes something of an engine, after a question. */
export const removal = {
  label: words.common.remove,
  icon: 'remove',
  asks: itsEngine,
  changes: itsEngine,
  key: 'Delete',
  danger: true,
  primary: true,
} as const;

/** Asks for a removal: by the name of the only one, or by how many there are, with their names. */
export function removalQuestion(
  engines: readonly EngineId[],
  names: readonly string[],
  say: { readonly ofSeveral: (params: { readonly count: number }) => string; readonly body: string },
): Question {
  const [name, ...more] = names;
  const isOne = name !== undefined && more.length === 0;
  return {
    title: isOne ? words.common.removeOne({ name }) : say.ofSeveral({ count: names.length }),
    body: say.body,
    engines,
    ...(isOne ? {} : { items: names }),
    confirm: words.common.remove,
  };
}
