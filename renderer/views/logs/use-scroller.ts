import { type RefCallback, useCallback, useEffect, useState } from 'react';
import { problem, toProblem } from '../../../app/problem.ts';
import { defaultSettings, type LogLook } from '../../../app/settings.ts';
import { useSession } from '../../session.tsx';
import type { Session } from '../../stores/session.ts';
import { copyText } from '../../ui/copy-text.ts';
import type { LogPlace } from './log-place.ts';
import type { SourceLook } from './painter.ts';
import type { RowSource } from './row-source.ts';
import { listenForInput } from './scroll-input.ts';
import { LogScroller } from './scroller.ts';
import { listenForSelection } from './select-input.ts';
import { rowEnd, type Selection, selectedText } from './selection.ts';

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
    if (text === undefined)
      throw problem('unsupported', 'This is too long for the clipboard: save it to a file instead.');
    if (!(await copyText(text))) throw problem('unsupported', 'The clipboard does not take it.');
  } catch (error) {
    notices.fail('The lines were not copied', toProblem(error));
  }
}

/** The address comes from whoever wrote the log: it is shown before anything opens. */
async function openLink({ question }: Session, url: string): Promise<void> {
  if (!URL.canParse(url)) return;
  const answer = await question.ask({
    title: `Open a page of ${new URL(url).host}?`,
    body: `The log links to ${url}`,
    confirm: 'Open',
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
    notices.fail('The line could not be read', toProblem(error));
  }
}
