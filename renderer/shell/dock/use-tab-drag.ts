import { type PointerEvent as ReactPointerEvent, useCallback, useEffect, useState } from 'react';
import { dropTab } from '../../commands/dock/moves.ts';
import { dockTarget } from '../../commands/dock/target.ts';
import { useSession } from '../../hooks/session.tsx';
import { type Box, type DropPlace, dropAt, type PaneBox } from './drop.ts';

/** How far the pointer moves before a press is a drag, in px. */
const threshold = 6;

interface Press {
  readonly tab: string;
  readonly x: number;
  readonly y: number;
}

/**
 * Moves tabs by dragging them within the element that holds the panes. Gives what is marked meanwhile, counted from that
 * element, and what a press is told by. Escape puts everything back.
 */
export function useTabDrag(place: HTMLElement | null) {
  const session = useSession();
  const [press, setPress] = useState<Press>();
  const [dragged, setDragged] = useState(false);
  const [mark, setMark] = useState<Box>();

  useEffect(() => {
    if (!press || !place) return;
    let isDrag = false;
    let at: DropPlace | undefined;
    const end = () => {
      setPress(undefined);
      setDragged(false);
      setMark(undefined);
    };
    const onMove = ({ clientX: x, clientY: y, buttons }: PointerEvent) => {
      if (buttons === 0) return end();
      isDrag ||= Math.hypot(x - press.x, y - press.y) > threshold;
      if (!isDrag) return;
      setDragged(true);
      at = dropAt(x, y, panesIn(place));
      setMark(at && within(place, at.mark));
    };
    const onUp = () => {
      end();
      const target = dockTarget(session, press.tab);
      if (isDrag && at && target) dropTab(target, at.drop, session);
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      event.preventDefault();
      event.stopImmediatePropagation();
      end();
    };
    window.addEventListener('pointermove', onMove);
    window.addEventListener('pointerup', onUp);
    window.addEventListener('pointercancel', end);
    window.addEventListener('keydown', onKey, { capture: true });
    return () => {
      window.removeEventListener('pointermove', onMove);
      window.removeEventListener('pointerup', onUp);
      window.removeEventListener('pointercancel', end);
      window.removeEventListener('keydown', onKey, { capture: true });
    };
  }, [press, place, session]);

  const onPointerDown = useCallback(({ button, target, clientX: x, clientY: y }: ReactPointerEvent) => {
    const isTab = target instanceof Element && target.closest('[role=tab]') !== null;
    const tab = isTab ? target.closest<HTMLElement>('[data-tab]')?.dataset['tab'] : undefined;
    if (button === 0 && tab !== undefined) setPress({ tab, x, y });
  }, []);

  return { dragged, mark, onPointerDown };
}

/** The panes as they lie on screen. */
function panesIn(place: HTMLElement): readonly PaneBox[] {
  return [...place.querySelectorAll<HTMLElement>('[data-pane]')].map((pane) => {
    const row = pane.querySelector('[role=tablist]')?.parentElement?.getBoundingClientRect();
    const tabs = [...pane.querySelectorAll<HTMLElement>('[data-tab]')];
    return {
      group: pane.dataset['pane'] ?? '',
      box: boxOf(pane),
      row: row?.height ?? 0,
      tabs: tabs.map((tab) => ({ id: tab.dataset['tab'] ?? '', box: boxOf(tab) })),
    };
  });
}

/** As a plain object: a DOMRect has nothing of its own to be spread. */
function boxOf(element: HTMLElement): Box {
  const { left, top, width, height } = element.getBoundingClientRect();
  return { left, top, width, height };
}

function within(place: HTMLElement, box: Box): Box {
  const { left, top } = place.getBoundingClientRect();
  return { ...box, left: box.left - left, top: box.top - top };
}
