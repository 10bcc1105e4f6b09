import { AArrowDown, AArrowUp, CalendarClock, Copy, Ellipsis, Eraser, RotateCcw } from 'lucide-react';
import type { ReactNode } from 'react';
import type { LogLook } from '../../../app/settings.ts';
import { useSession } from '../../session.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { Menu } from '../../ui/Menu.tsx';
import type { MenuItem } from '../../ui/menu-item.ts';

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
      <IconButton label="More" icon={Ellipsis} size="sm" />
    </Menu>
  );
}

function verbs({ cleared, alsoTime, onTime, onCopy, onClear }: LogMoreProps): MenuItem[] {
  return [
    ...(alsoTime ? [{ label: 'Go to time', icon: CalendarClock, onSelect: onTime }] : []),
    { label: 'Copy log', icon: Copy, onSelect: onCopy },
    cleared
      ? { label: 'Show again', icon: RotateCcw, onSelect: onClear }
      : { label: 'Clear view', icon: Eraser, onSelect: onClear },
  ];
}

const timestampNames: readonly (readonly [LogLook['timestamps'], string])[] = [
  ['off', 'Off'],
  ['time', 'Time'],
  ['relative', 'Relative'],
  ['iso', 'ISO'],
];

function lookItems({ look, alsoTime }: LogMoreProps, set: (patch: Partial<LogLook>) => void): MenuItem[] {
  const { timestamps, zone, wrap, fold, colors, fontSize, timeline } = look;
  const toggles = [
    ...(alsoTime ? [{ label: 'Timeline', checked: timeline, change: { timeline: !timeline } }] : []),
    { label: 'Wrap', checked: wrap, change: { wrap: !wrap } },
    { label: 'Fold stack traces', checked: fold, change: { fold: !fold } },
    { label: 'Colours', checked: colors, change: { colors: !colors } },
  ];
  return [
    ...toggles.map(({ label, checked, change }) => ({ label, checked, stays: true, onSelect: () => set(change) })),
    {
      label: 'Timestamps',
      items: timestampNames.map(([value, label]) => ({
        label,
        checked: timestamps === value,
        stays: true,
        onSelect: () => set({ timestamps: value }),
      })),
    },
    {
      label: 'Time zone',
      items: [
        { label: 'Local', checked: zone === 'local', stays: true, onSelect: () => set({ zone: 'local' }) },
        { label: 'UTC', checked: zone === 'utc', stays: true, onSelect: () => set({ zone: 'utc' }) },
      ],
    },
    { separator: true },
    {
      label: 'Larger text',
      icon: AArrowUp,
      disabled: fontSize >= largest,
      stays: true,
      onSelect: () => set({ fontSize: fontSize + 1 }),
    },
    {
      label: 'Smaller text',
      icon: AArrowDown,
      disabled: fontSize <= smallest,
      stays: true,
      onSelect: () => set({ fontSize: fontSize - 1 }),
    },
  ];
}
