import { AArrowDown, AArrowUp, CalendarClock, Copy, Ellipsis, Eraser, RotateCcw } from 'lucide-react';
import type { ReactNode } from 'react';
import type { LogLook } from '../../../app/settings.ts';
import { useSession } from '../../hooks/session.tsx';
import { IconButton } from '../../ui/controls/IconButton.tsx';
import { Menu } from '../../ui/overlays/Menu.tsx';
import type { MenuItem } from '../../ui/overlays/menu-item.ts';
import { words } from '../../words/words.ts';

const { bar, menu } = words.logs;

/** px. */
const smallest = 10;
const largest = 20;

interface LogMoreProps {
  readonly look: LogLook;
  readonly cleared: boolean;
  /** There is no room for these in the bar. */
  readonly alsoTime: boolean;
  readonly onTime: () => void;
  readonly onCopy: () => void;
  readonly onClear: () => void;
}

/** What is rarely done with a log, and how its lines are shown: that is remembered, and the same for every log. */
export function LogMore(props: LogMoreProps): ReactNode {
  const { settings } = useSession();
  const set = (patch: Partial<LogLook>) => settings.update({ logView: { ...props.look, ...patch } });
  return (
    <Menu align="end" items={() => [...verbs(props), { separator: true }, ...lookItems(props, set)]}>
      <IconButton label={menu.label} icon={Ellipsis} size="sm" />
    </Menu>
  );
}

function verbs({ cleared, alsoTime, onTime, onCopy, onClear }: LogMoreProps): MenuItem[] {
  return [
    ...(alsoTime ? [{ label: bar.time, icon: CalendarClock, onSelect: onTime }] : []),
    { label: menu.copy, icon: Copy, onSelect: onCopy },
    cleared
      ? { label: bar.showAgain, icon: RotateCcw, onSelect: onClear }
      : { label: menu.clear, icon: Eraser, onSelect: onClear },
  ];
}

const timestampStyles: readonly LogLook['timestamps'][] = ['off', 'time', 'relative', 'iso'];

function lookItems({ look, alsoTime }: LogMoreProps, set: (patch: Partial<LogLook>) => void): MenuItem[] {
  const { timestamps, zone, wrap, fold, colors, fontSize, timeline } = look;
  const toggles = [
    ...(alsoTime ? [{ label: bar.timeline, checked: timeline, change: { timeline: !timeline } }] : []),
    { label: menu.wrap, checked: wrap, change: { wrap: !wrap } },
    { label: menu.fold, checked: fold, change: { fold: !fold } },
    { label: menu.colors, checked: colors, change: { colors: !colors } },
  ];
  return [
    ...toggles.map(({ label, checked, change }) => ({ label, checked, stays: true, onSelect: () => set(change) })),
    {
      label: menu.timestamps.label,
      items: timestampStyles.map((value) => ({
        label: menu.timestamps[value],
        checked: timestamps === value,
        stays: true,
        onSelect: () => set({ timestamps: value }),
      })),
    },
    {
      label: menu.zone.label,
      items: [
        { label: menu.zone.local, checked: zone === 'local', stays: true, onSelect: () => set({ zone: 'local' }) },
        { label: menu.zone.utc, checked: zone === 'utc', stays: true, onSelect: () => set({ zone: 'utc' }) },
      ],
    },
    { separator: true },
    {
      label: menu.larger,
      icon: AArrowUp,
      disabled: fontSize >= largest,
      stays: true,
      onSelect: () => set({ fontSize: fontSize + 1 }),
    },
    {
      label: menu.smaller,
      icon: AArrowDown,
      disabled: fontSize <= smallest,
      stays: true,
      onSelect: () => set({ fontSize: fontSize - 1 }),
    },
  ];
}
