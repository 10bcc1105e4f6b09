import type { DockContent, DockShell } from '../../app/dock.ts';
import { ofHost } from '../../app/object-key.ts';
import type { Problem } from '../../app/rpc/problem.ts';
import { tabsOf } from '../stores/kept/dock-tree.ts';
import type { KeyedSession } from '../stores/lists/sessions.ts';
import { unseen } from '../stores/lists/sessions.ts';
import type { Session } from '../stores/session.ts';
import type { Offer } from '../stores/shown/notices.ts';
import { words } from '../words/words.ts';
import { command } from './running/command.ts';
import { doEach } from './running/each.ts';

const text = words.activity.sessions;

/** Brings a shell that runs to the front of the dock, in its own tab, or in a new one where it has none any more. */
export const showSession = command<KeyedSession>({
  id: 'sessions.show',
  label: text.show,
  icon: 'shell',
  primary: true,
  run: async (targets, { dock, focus }) => {
    for (const { id, engine, container, name, how } of targets) {
      const there = tabsOf(dock.state.getState().root).find(({ content }) => isOf(content, id));
      const content: DockShell = { kind: 'shell', engine, container, name, session: id, how };
      dock.open(there?.content ?? content);
      focus.toShell(id);
    }
  },
});

/** Ends shells and what runs in them; their tabs go with them. */
export const endSession = command<KeyedSession>({
  id: 'sessions.end',
  label: text.end,
  icon: 'stop',
  danger: true,
  run: async (targets, session) => {
    const { dock } = session;
    await doEach(
      {
        label: text.end,
        doing: text.ending,
        done: text.ended,
        noun: 'session',
        key: ({ key }) => key,
        name: ({ name }) => name,
        ask: async (client, { id }) => {
          await client.terminal.close({ session: id });
          for (const tab of tabsOf(dock.state.getState().root)) if (isOf(tab.content, id)) dock.close(tab.id);
        },
      },
      targets,
      session,
    );
  },
});

function isOf(content: DockContent, session: string): boolean {
  return content.kind === 'shell' && content.session === session;
}

/** Asks, and ends the shells that nobody looks at. */
export async function endUnseen(session: Session): Promise<void> {
  const targets = unseen(session.sessions.of(ofHost).items.values());
  if (targets.length > 0) await askToEnd(targets, session);
}

/** Asks, and ends these shells. */
export async function askToEnd(targets: readonly KeyedSession[], session: Session): Promise<void> {
  const asked = {
    title: text.question({ count: targets.length }),
    body: targets.some(({ how }) => how.kind === 'exec' && how.command) ? text.questionCommands : text.questionText,
    engines: [...new Set(targets.map(({ engine }) => engine))],
    items: targets.map(({ name }) => name),
    confirm: text.end,
  };
  if (await session.question.ask(asked)) await endSession.run(targets, session);
}

/**
 * What is offered beside a failure, wherever it is told: where there are too many shells, to go to where those that nobody
 * looks at can be ended. Leaves the form that failed.
 */
export function offerShells({ reason }: Problem, { place, dialog }: Session): Offer | undefined {
  if (reason !== 'shells-too-many') return undefined;
  return {
    label: text.showAll,
    run: () => {
      dialog.close();
      place.go({ section: 'activity' });
    },
  };
}
