import { Pause, Play, RotateCcw } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useStore } from 'zustand';
import { useSession } from '../../hooks/session.tsx';
import { Button } from '../../ui/controls/Button.tsx';
import { Checkbox } from '../../ui/controls/Checkbox.tsx';
import { IconButton } from '../../ui/controls/IconButton.tsx';
import { Select } from '../../ui/controls/Select.tsx';
import { copyText } from '../../ui/copy-text.ts';
import { words } from '../../words/words.ts';
import { clockOf } from './playback.ts';
import css from './RecordingView.module.css';
import type { OpenPlayer } from './use-player.ts';

const text = words.recordings.player;

const speeds = ['0.5', '1', '2', '4', '8'] as const;
/** How long nothing happens at most where pauses are shortened and the recording does not say, in s. */
const shortPause = 2;

/** Plays, pauses, goes to any time, and says how fast. */
export function PlayerBar({ player, idleLimit, textOf, path }: OpenPlayer & { readonly path: string }): ReactNode {
  const { notices, dialog } = useSession();
  const { playing, at, length } = useStore(player.state);
  const [speed, setSpeed] = useState<(typeof speeds)[number]>('1');
  const [short, setShort] = useState(idleLimit !== undefined);
  return (
    <div className={css['bar']}>
      <IconButton
        label={playing ? text.pause : text.play}
        icon={playing ? Pause : Play}
        onClick={() => (playing ? player.pause() : player.play())}
      />
      <IconButton label={text.restart} icon={RotateCcw} onClick={() => player.seek(0)} />
      <Position at={at} length={length} onSeek={(time) => player.seek(time)} />
      <span className={css['clock']}>{text.at({ now: clockOf(at), all: clockOf(length) })}</span>
      <Select
        label={text.speed}
        labelHidden
        size="sm"
        value={speed}
        options={speeds.map((value) => ({ value, label: text.times({ factor: Number(value) }) }))}
        onChange={(value) => {
          setSpeed(value);
          player.speed(Number(value));
        }}
      />
      <Checkbox
        label={text.idle}
        checked={short}
        onChange={(on) => {
          setShort(on);
          player.idle(on ? (idleLimit ?? shortPause) : undefined);
        }}
      />
      <Button size="sm" onClick={() => void copyText(textOf()).then((done) => done && notices.succeed(text.copied))}>
        {text.copy}
      </Button>
      <Button size="sm" onClick={() => dialog.show({ kind: 'recordings.save', with: { path } })}>
        {text.save.open}
      </Button>
    </div>
  );
}

interface PositionProps {
  readonly at: number;
  readonly length: number;
  readonly onSeek: (time: number) => void;
}

/** In whole seconds for the keyboard: a step of the arrows is one. */
function Position({ at, length, onSeek }: PositionProps): ReactNode {
  const now = at >= length ? Math.ceil(length) : Math.floor(at);
  return (
    <input
      type="range"
      className={css['position']}
      aria-label={text.position}
      aria-valuetext={text.at({ now: clockOf(at), all: clockOf(length) })}
      min={0}
      max={Math.max(1, Math.ceil(length))}
      step={1}
      value={now}
      onChange={(event) => onSeek(Number(event.currentTarget.value))}
    />
  );
}
