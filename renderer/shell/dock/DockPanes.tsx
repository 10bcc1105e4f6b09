import {
  type CSSProperties,
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  useLayoutEffect,
  useState,
} from 'react';
import { useStore } from 'zustand';
import type { DockGroup, DockNode } from '../../../app/dock.ts';
import { renameTab } from '../../commands/dock/tabs.ts';
import { dockTarget } from '../../commands/dock/target.ts';
import { runAllowed } from '../../commands/running/run-allowed.ts';
import { useSession } from '../../hooks/session.tsx';
import { usedGroup } from '../../stores/kept/dock-order.ts';
import type { Session } from '../../stores/session.ts';
import { Splitter } from '../../ui/layout/Splitter.tsx';
import { words } from '../../words/words.ts';
import css from './DockPanes.module.css';
import { type Area, type Divider, layOut, type Pane } from './dock-layout.ts';
import type { Box } from './drop.ts';
import { type Alone, Group } from './Group.tsx';
import { useNarrow } from './use-dock-place.ts';
import { useTabDrag } from './use-tab-drag.ts';

/** The least that a pane is made, in px. */
const least = 80;
const whole: Area = { left: 0, top: 0, width: 1, height: 1 };

/** The dock's groups of tabs, and the lines between them. `tools` stand at the right end of the uppermost row of tabs. */
export function DockPanes({ root, tools }: { root: DockNode; tools: ReactNode }): ReactNode {
  const session = useSession();
  const { dock } = session;
  const { group: id, zoomed } = useStore(dock.state);
  const narrow = useNarrow();
  const [place, setPlace] = useState<HTMLElement | null>(null);
  const { dragged, mark, onPointerDown } = useTabDrag(place);
  const { panes, dividers } = layOut(root);
  const used = usedGroup(root, id)?.id;
  const alone = aloneOf(panes, zoomed, narrow);
  const fills = alone === 'zoomed' || alone === 'narrow';
  const shown = panes.map((pane, at) => ({ ...pane, at })).filter(({ group }) => !fills || group.id === used);
  const corner = cornerOf(shown);
  return (
    <div
      ref={setPlace}
      className={css['panes']}
      data-dragged={dragged}
      onPointerDown={onPointerDown}
      onDoubleClick={(event) => askName(event, session)}
      onKeyDown={(event) => event.key === 'F2' && askName(event, session)}
    >
      {shown.map(({ group, area, at }) => (
        <div
          key={group.id}
          className={css['pane']}
          style={styleOf(fills ? whole : area)}
          data-pane={group.id}
          data-used={group.id === used}
          onFocusCapture={() => dock.use(group.id)}
        >
          <Group
            group={group}
            label={nameOf(words.shell.dock.tabs, at)}
            alone={alone}
            tools={group === corner ? tools : undefined}
          />
        </div>
      ))}
      {place && !fills && dividers.length > 0 && <Dividers place={place} dividers={dividers} />}
      {mark && <div className={css['mark']} data-part="drop" style={inPx(mark)} />}
    </div>
  );
}

/** A window that is too narrow for panes beside each other shows the one that is used. */
function aloneOf({ length }: readonly Pane[], zoomed: boolean, narrow: boolean): Alone {
  if (length < 2) return 'only';
  return narrow ? 'narrow' : zoomed ? 'zoomed' : 'beside';
}

/** Asks how a tab is to be called, where the event is about one. */
function askName(event: KeyboardEvent | MouseEvent, session: Session): void {
  const button = event.target instanceof Element ? event.target.closest('[role=tab]') : null;
  const id = button?.closest<HTMLElement>('[data-tab]')?.dataset['tab'];
  const target = id === undefined ? undefined : dockTarget(session, id);
  if (!target) return;
  event.preventDefault();
  void runAllowed(renameTab, [target], session);
}

function inPx({ left, top, width, height }: Box): CSSProperties {
  return { left, top, width, height };
}

/** The first has the plain name: there is mostly one. */
function nameOf(what: string, at: number): string {
  return at === 0 ? what : words.shell.dock.further({ what, number: at + 1 });
}

/** The group at the upper right, where a window's tools are. */
function cornerOf(panes: readonly Pane[]): DockGroup | undefined {
  const upper = panes.filter(({ area }) => area.top === 0);
  return upper.toSorted((a, b) => b.area.left - a.area.left)[0]?.group;
}

function styleOf({ left, top, width, height }: Area): CSSProperties {
  const percent = (share: number) => `${share * 100}%`;
  return { left: percent(left), top: percent(top), width: percent(width), height: percent(height) };
}

function Dividers({ place, dividers }: { place: HTMLElement; dividers: readonly Divider[] }): ReactNode {
  const { dock } = useSession();
  const { width, height } = useSize(place);
  return dividers.map(({ direction, node, size, both, area }, at) => {
    const isRow = direction === 'row';
    const room = Math.round(isRow ? area.width * width : area.height * height);
    const share = size / both;
    const from = isRow
      ? { ...area, left: area.left + area.width * share }
      : { ...area, top: area.top + area.height * share };
    return (
      <div key={node} className={css['divider']} data-direction={direction} style={styleOf(from)}>
        <Splitter
          label={nameOf(words.shell.dock.resizePanes, at)}
          orientation={isRow ? 'vertical' : 'horizontal'}
          value={Math.round(room * share)}
          min={least}
          max={room - least}
          initial={Math.round(room / 2)}
          onChange={(px) => room > 0 && dock.resize(node, (px / room) * both)}
        />
      </div>
    );
  });
}

/** The size of an element in px, kept up to date; 0 until it was measured. */
function useSize(element: HTMLElement): { readonly width: number; readonly height: number } {
  const [size, setSize] = useState({ width: 0, height: 0 });
  useLayoutEffect(() => {
    const measure = () => setSize({ width: element.clientWidth, height: element.clientHeight });
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [element]);
  return size;
}
