import type { MouseEvent, ReactNode, RefObject } from 'react';
import type { DockShell } from '../../../app/dock.ts';
import { uploadInto } from '../../commands/uploads.ts';
import { useSession } from '../../hooks/session.tsx';
import { ContextMenu } from '../../ui/overlays/ContextMenu.tsx';
import { words } from '../../words/words.ts';
import { FileDrop } from './FileDrop.tsx';
import { TerminalBar } from './TerminalBar.tsx';
import { TerminalFind } from './TerminalFind.tsx';
import css from './TerminalView.module.css';
import { terminalItems } from './terminal-items.ts';
import type { TerminalTools } from './tools/equip.ts';
import { terminalVerbs } from './tools/verbs.ts';

interface EquippedProps {
  readonly shell: DockShell;
  readonly tools: TerminalTools | undefined;
  /** What the terminal is opened in. */
  readonly place: RefObject<HTMLDivElement | null>;
}

/** The screen of a terminal with all that a person can do with it, once it is there: bar, search and menu. */
export function Equipped({ tools, place, shell }: EquippedProps): ReactNode {
  const session = useSession();
  return (
    <FileDrop hint={words.terminal.upload.drop} onFiles={(files) => uploadInto(shell, files, session)}>
      {tools && <TerminalBar tools={tools} />}
      {tools && <TerminalFind tools={tools} />}
      <div className={css['around']} onContextMenuCapture={(event) => tools && takeRightClick(event, tools)}>
        <ContextMenu menu={() => (tools ? terminalItems(tools) : [])}>
          <div ref={place} className={css['screen']} />
        </ContextMenu>
      </div>
    </FileDrop>
  );
}

/** Does what is chosen for the right mouse button, where that is not the menu. */
function takeRightClick(event: MouseEvent, tools: TerminalTools): void {
  const { rightClick } = tools.session.settings.state.getState().value.terminalView;
  const forProgram = isForProgram(event, tools);
  if (!forProgram && (event.button !== 2 || rightClick === 'menu')) return;
  event.preventDefault();
  event.stopPropagation();
  if (forProgram) return;
  const verb = terminalVerbs.find(({ id }) => id === (tools.terminal.hasSelection() ? 'copy' : 'paste'));
  verb?.run(tools);
  tools.terminal.clearSelection();
}

/** A program that follows the mouse gets its buttons; with Shift they are ours all the same. */
function isForProgram({ shiftKey, button }: MouseEvent, { terminal }: TerminalTools): boolean {
  return button === 2 && !shiftKey && terminal.modes.mouseTrackingMode !== 'none';
}
