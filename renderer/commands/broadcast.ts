import { cause } from '../../app/rpc/problem.ts';
import { shellsOf } from '../stores/kept/dock-tree.ts';
import type { Session } from '../stores/session.ts';
import { words } from '../words/words.ts';
import type { GlobalCommand } from './running/command.ts';

const text = words.typing.broadcast;

/** What ends it, wherever the person is: in a shell too, of whose own keys it is none. */
export const stopKeys = 'Ctrl+Shift+B';

/** Asks which shells are to hear what is typed into any of them. */
export const startBroadcast: GlobalCommand = {
  id: 'dock.broadcast',
  label: text.command,
  icon: 'shell',
  keys: 'd t',
  run: ({ dock, dialog, notices, terminals }) => {
    const visible = terminals.state.getState().map(({ shell }) => shell.session);
    const all = shellsOf(dock.state.getState().root).map(({ content }) => content.session);
    if (all.length > 1) dialog.show({ kind: 'dock.broadcast', with: { sessions: visible.length > 1 ? visible : all } });
    else
      notices.fail(words.commands.impossible({ what: text.command }), {
        code: 'conflict',
        ...cause('refused', { why: text.tooFew }),
      });
  },
};

/** From now on each shell hears again only what is typed into it. */
export function stopBroadcast({ broadcast, spoken }: Session): void {
  if (broadcast.state.getState().length === 0) return;
  broadcast.stop();
  spoken.say(text.stopped);
}
