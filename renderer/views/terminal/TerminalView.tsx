import { type MouseEvent, type ReactNode, useRef } from 'react';
import { useStore } from 'zustand';
import type { DockShell } from '../../../app/dock.ts';
import { useSession } from '../../hooks/session.tsx';
import { useHeld } from '../../hooks/use-held.ts';
import { Banner } from '../../ui/display/Banner.tsx';
import { focusAhead } from '../../ui/focus.ts';
import { NotLoaded } from '../../ui/layout/NotLoaded.tsx';
import { printable } from '../../ui/printable.ts';
import { shellTitle } from '../../words/shell-names.ts';
import { words } from '../../words/words.ts';
import { DebugNote } from '../debug/DebugNote.tsx';
import { RecordingBar } from '../recordings/RecordingBar.tsx';
import { Ended } from './Ended.tsx';
import { Equipped } from './Equipped.tsx';
import css from './TerminalView.module.css';
import { BroadcastBar } from './typing/BroadcastBar.tsx';
import { Unheard } from './Unheard.tsx';
import { useScreen } from './use-screen.ts';

const text = words.terminal;

/** A shell's screen. The shell itself lives in the main process: taking this view away does not end it. */
export function TerminalView({ tab, shell }: { tab: string; shell: DockShell }): ReactNode {
  const { session, name } = shell;
  const { broadcast, ahead } = useSession();
  const place = useRef<HTMLDivElement>(null);
  const shared = useStore(broadcast.state, (sessions) => sessions.includes(session));
  const label = shellTitle({ ...shell, name: printable(name, 80) });
  const { tools, end, failed } = useScreen({ place, shell, label });
  const wait = (event: MouseEvent) => {
    event.preventDefault();
    ahead.wait(name, session);
    focusAhead();
  };
  return (
    <section
      aria-label={label}
      className={css['terminal']}
      data-shared={shared}
      // Whoever comes to it before its screen is there types into it all the same.
      onMouseDown={tools || failed || end ? undefined : wait}
    >
      {shared && <BroadcastBar />}
      <RecordingBar session={session} />
      {!end && <Held shell={shell} />}
      {end && <Ended end={end} tab={tab} shell={shell} place={place} />}
      {failed && <NotLoaded what={text.screen} />}
      <Equipped tools={tools} place={place} shell={shell} />
    </section>
  );
}

/** Says that a shell hears nothing any more, where its engine has become one that may only be read. */
function Held({ shell }: { shell: DockShell }): ReactNode {
  const held = useHeld(shell.engine);
  if (held === undefined) return shell.how?.kind === 'debug' ? <DebugNote shell={shell} /> : <Unheard shell={shell} />;
  return (
    <Banner tone="info" title={text.readOnly}>
      {held}
    </Banner>
  );
}
