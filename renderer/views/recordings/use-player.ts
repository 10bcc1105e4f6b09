import { useEffect, useState } from 'react';
import type { Stop } from '../../../app/rpc/operation.ts';
import type { Problem } from '../../../app/rpc/problem.ts';
import type { CastPart } from '../../../app/shells/recordings.ts';
import { useSession } from '../../hooks/session.tsx';
import type { Session } from '../../stores/session.ts';
import type { PlayPlace } from '../../stores/shown/players.ts';
import { come } from '../../ui/layout/come.ts';
import { words } from '../../words/words.ts';
import type { CastScreen, openCastScreen as OpenCastScreen } from './cast-screen.ts';
import type { Player } from './player.ts';

/** A recording that can be played. */
export interface OpenPlayer {
  readonly player: Player;
  /** What the recording says of pauses, in s. */
  readonly idleLimit: number | undefined;
  /** All that the screen shows, and what went out of it at the top. */
  readonly textOf: () => string;
}

/** How reading a recording went. */
export interface ReadingEnd {
  /** Lines. */
  readonly skipped: number;
  readonly cut: boolean;
  readonly problem?: Problem;
}

interface Opened {
  readonly opened: OpenPlayer | undefined;
  /** Undefined until it has ended. */
  readonly end: ReadingEnd | undefined;
  /** What draws it could not be loaded. */
  readonly failed: boolean;
}

/** Reads a recording and draws it in an element; goes on with it as soon as all of it is there. */
export function usePlayer(element: HTMLElement | null, path: string): Opened {
  const session = useSession();
  const [opened, setOpened] = useState<OpenPlayer>();
  const [end, setEnd] = useState<ReadingEnd>();
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    if (!element) return;
    let unmounted = false;
    let stop: Stop = () => undefined;
    const draw = ({ openCastScreen }: { readonly openCastScreen: typeof OpenCastScreen }) => {
      if (unmounted) return;
      const screen = openCastScreen(element, (url) => void openLink(url, session));
      const stopReading = readAll(session, path, screen, (how) => {
        setEnd(how);
        const { player, idleLimit } = screen;
        if (how.problem || !player) return;
        if (idleLimit !== undefined) player.idle(idleLimit);
        resume(player, session.players.get(path));
        setOpened({ player, idleLimit, textOf: () => screen.text() });
      });
      stop = () => {
        const at = screen.player?.state.getState();
        if (at) session.players.set(path, at);
        stopReading();
        screen.close();
      };
    };
    void come(() => import('./cast-screen.ts')).then(draw, () => setFailed(true));
    return () => {
      unmounted = true;
      stop();
    };
  }, [element, path, session]);
  return { opened, end, failed };
}

/** Goes on where it was left. One that nobody has played here, as after a restart, waits at its end for that. */
function resume(player: Player, place: PlayPlace | undefined): void {
  player.seek(place?.at ?? player.state.getState().length);
  if (place?.playing) player.play();
}

/** Reads it once, from its beginning again where the link is renewed before all of it is there. */
function readAll({ link }: Session, path: string, screen: CastScreen, ended: (how: ReadingEnd) => void): Stop {
  let isRead = false;
  return link.live((client) => {
    if (isRead) return () => undefined;
    const take = (part: CastPart) => {
      if (part.kind === 'header') screen.begin(part.header);
      else if (part.kind === 'events') screen.player?.add(part.events);
      else {
        isRead = true;
        screen.player?.done();
        ended(part);
      }
    };
    const onEnd = (problem?: Problem) => {
      if (problem) ended({ skipped: 0, cut: false, problem });
    };
    return client.recordings.play({ path }, { onItem: take, onEnd });
  });
}

/** Opens what a recording links to, once the person says so: the text is of anybody. */
async function openLink(url: string, { question }: Session): Promise<void> {
  if (!/^https?:\/\//i.test(url) || !URL.canParse(url)) return;
  const { title, body, open } = words.recordings.player.link;
  const asked = { title: title({ host: new URL(url).host }), body: body({ url }), engines: [], confirm: open };
  if (await question.ask(asked)) window.open(url, '_blank', 'noopener,noreferrer');
}
