import type { ReactNode } from 'react';
import type { DockShell } from '../../../app/dock.ts';
import { shortTag } from '../../commands/images.ts';
import { printable } from '../../ui/printable.ts';
import { words } from '../../words/words.ts';
import css from './DebugNote.module.css';

/** Says above the screen of a debug shell where its container's files are; nothing above any other. */
export function DebugNote({ shell: { how, name } }: { shell: DockShell }): ReactNode {
  if (how?.kind !== 'debug') return null;
  const image = printable(shortTag(how.image), 60);
  return <p className={css['note']}>{words.debug.note({ name: printable(name, 60), image })}</p>;
}
