import { type RefCallback, useCallback, useEffect, useState } from 'react';
import { problem, toProblem } from '../../../app/rpc/problem.ts';
import { defaultSettings, type LogLook } from '../../../app/settings.ts';
import { useSession } from '../../hooks/session.tsx';
import type { Session } from '../../stores/session.ts';
import { copyText } from '../../ui/copy-text.ts';
import { words } from '../../words/words.ts';
import type { RowSource } from './model/row-source.ts';
import type { LogPlace } from './scroll/log-place.ts';
import type { SourceLook } from './scroll/painter.ts';
import { listenForInput } from './scroll/scroll-input.ts';
import { LogScroller } from './scroll/scroller.ts';
import { listenForSelection } from './scroll/select-input.ts';
import { rowEnd, type Selection, selectedText } from './scroll/selection.ts';

const { problems, link } = words.logs;

/** Lines shown whole at once; each may have a megabyte. */
const mostWhole = 4;

interface Scrolled {
  /** The `ref` of the element that scrolls. */
  readonly attach: RefCallback<HTMLElement>;
  /** Undefined until the element is there. */
  readonly scroller: LogScroller | undefined;
  readonly place: Pick<LogPlace, 'following' | 'below'>;
}

/** Draws the rows of a source in an element; `sources`: how they look by index, where there are several. */
export function useScroller(source: RowSource, look: LogLook, sources?: ReadonlyMap<number, SourceLook>): Scrolled {
  const session = useSession();
  const [scroller, setScroller] = useState<LogScroller>();
  const [place, setPlace] = useState<Scrolled['place']>({ following: true, below: 0 });
  const attach = useCallback(
    (viewport: HTMLElement | null) => {
      if (!viewport) return;
      const onPlace = ({ following, below }: LogPlace) =>
        setPlace((before) =>
          before.following === following && before.below === below ? before : { following, below },
        );
      const made = new LogScroller(viewport, source, defaultSettings.logView, onPlace);
      const stopInput = listenForInput(made, {
        openLink: (url) => void openLink(session, url),
        toggleWhole: (position) => void toggleWhole(session, made, position),
        copySelection: () => void (made.selection && copyRows(session, source, made.selection)),
      });
      const stopSelection = listenForSelection(made);
      setScroller(made);
      return () => {
        stopInput();
        stopSelection();
        made.dispose();
        setScroller(undefined);
      };
    },
    [source, session],
  );
  useEffect(() => scroller?.setLook(look, sources), [scroller, look, sources]);
  useEffect(() => {
    if (!scroller || look.timestamps !== 'relative') return;
    const timer = setInterval(() => scroller.renew(), 1000);
    return () => clearInterval(timer);
  }, [scroller, look.timestamps]);
  return { attach, scroller, place };
}

/** Puts every row of a source on the clipboard. */
export function copyAll(session: Session, source: RowSource): Promise<void> {
  const { first, end } = source;
  if (first >= end) return copyRows(session, source, undefined);
  return copyRows(session, source, {
    anchor: { row: first, column: 0 },
    focus: { row: end - 1, column: rowEnd },
  });
}

async function copyRows({ notices }: Session, source: RowSource, selection: Selection | undefined): Promise<void> {
  try {
    const text = selection ? await selectedText(source, selection) : '';
    if (text === undefined) throw problem('unsupported', 'clipboard-too-long');
    if (!(await copyText(text))) throw problem('unsupported', 'clipboard-refuses');
  } catch (error) {
    notices.fail(problems.notCopied, toProblem(error));
  }
}

/** The address comes from whoever wrote the log: it is shown before anything opens. */
async function openLink({ question }: Session, url: string): Promise<void> {
  if (!URL.canParse(url)) return;
  const answer = await question.ask({
    title: link.title({ host: new URL(url).host }),
    body: link.body({ url }),
    engines: [],
    confirm: link.open,
  });
  if (answer) window.open(url, '_blank', 'noopener,noreferrer');
}

async function toggleWhole({ notices }: Session, scroller: LogScroller, position: number): Promise<void> {
  const { source, whole } = scroller;
  const row = source.row(position);
  if (!row) return;
  try {
    if (!whole.delete(row.n)) {
      whole.set(row.n, row.cut ? await source.text({ from: position, to: position + 1 }, false) : row.text);
      const [oldest] = whole.keys();
      if (whole.size > mostWhole && oldest !== undefined) whole.delete(oldest);
    }
    scroller.renew();
  } catch (error) {
    notices.fail(problems.lineUnread, toProblem(error));
  }
}
