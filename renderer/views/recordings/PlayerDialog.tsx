import { type ReactNode, useState } from 'react';
import { NotLoaded } from '../../ui/layout/NotLoaded.tsx';
import { Dialog } from '../../ui/overlays/Dialog.tsx';
import { printable } from '../../ui/printable.ts';
import { words } from '../../words/words.ts';
import { ProblemBanner } from '../parts/ProblemBanner.tsx';
import { PlayerBar } from './PlayerBar.tsx';
import css from './PlayerDialog.module.css';
import { type ReadingEnd, usePlayer } from './use-player.ts';

const text = words.recordings.player;

/** Plays a recording. Nothing of it is answered or obeyed: what it asks a terminal goes nowhere, its links ask. */
export function PlayerDialog({ path, onClose }: { path: string; onClose: () => void }): ReactNode {
  const [place, setPlace] = useState<HTMLDivElement | null>(null);
  const { opened, end, failed } = usePlayer(place, path);
  const name = printable(path.split(/[\\/]/).at(-1) ?? '', 80);
  return (
    <Dialog open onClose={onClose} title={text.title({ name })} size="lg">
      <div className={css['player']}>
        {failed && <NotLoaded what={text.screen({ name })} />}
        {end?.problem && <ProblemBanner title={text.failed} problem={end.problem} />}
        <Faults end={end} />
        <div ref={setPlace} role="region" aria-label={text.screen({ name })} className={css['screen']} tabIndex={0} />
        {opened && <PlayerBar {...opened} />}
      </div>
    </Dialog>
  );
}

/** What of the file is not played. */
function Faults({ end }: { end: ReadingEnd | undefined }): ReactNode {
  const said = [
    ...(end && end.skipped > 0 ? [text.skipped({ count: end.skipped })] : []),
    ...(end?.cut ? [text.cut] : []),
  ];
  if (said.length === 0) return null;
  return (
    <p role="status" className={css['faults']}>
      {said.join(' ')}
    </p>
  );
}
