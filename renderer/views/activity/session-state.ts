import type { TerminalSession } from '../../../app/terminal.ts';
import { formatCommandLine } from '../../../app/text/command-line.ts';
import type { attentionOf } from '../../stores/lists/sessions.ts';
import type { StateTone } from '../../ui/marks/StateDot.tsx';
import { words } from '../../words/words.ts';

const text = words.activity.sessions;

type Attention = ReturnType<typeof attentionOf>;

/** Shape, colour and word of whether somebody looks at a shell. */
export const attentions: Readonly<Record<Attention, { readonly tone: StateTone; readonly word: string }>> = {
  seen: { tone: 'running', word: text.states.seen },
  unseen: { tone: 'exited', word: text.states.unseen },
  idle: { tone: 'warn', word: text.states.idle },
};

/** What a shell runs, and what its program calls its window, in one line. */
export function howText({ how, title }: Pick<TerminalSession, 'how' | 'title'>): string {
  const runs = runsText(how);
  return title === '' ? runs : `${runs} · ${title}`;
}

function runsText(how: TerminalSession['how']): string {
  switch (how.kind) {
    case 'attach':
      return text.attached;
    case 'debug':
      return text.debug({ image: how.image });
    case 'exec':
      return how.command ? formatCommandLine(how.command) : text.shell;
  }
}
