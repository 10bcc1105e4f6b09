import { type ReactNode, useState } from 'react';
import { fileOf } from '../../commands/typing/recordings.ts';
import { NotLoaded } from '../../ui/layout/NotLoaded.tsx';
import { printable } from '../../ui/printable.ts';
import { words } from '../../words/words.ts';
import { ProblemBanner } from '../parts/ProblemBanner.tsx';
import { PlayerBar } from './PlayerBar.tsx';
import css from './RecordingView.module.css';
import { type ReadingEnd, usePlayer } from './use-player.ts';

const text = words.recordings.player;

/** Plays a recording in the dock. Nothing of it is answered or obeyed: what it asks a terminal goes nowhere, its links ask. */
export function RecordingView({ path }: { path: string }): ReactNode {
  const [place, setPlace] = useState<HTMLDivElement | null>(null);
  const { opened, end, failed } = usePlayer(place, path);
  const name = printable(fileOf(path), 80);
  return (
    <section className={css['player']} aria-label={text.title({ name })}>
      {failed && <NotLoaded what={text.screen({ name })} />}
      {end?.problem && <ProblemBanner title={text.failed} problem={end.problem} />}
      <Faults end={end} />
      <div ref={setPlace} role="region" aria-label={text.screen({ name })} className={css['screen']} tabIndex={0} />
      {opened && <PlayerBar {...opened} path={path} />}
    </section>
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
