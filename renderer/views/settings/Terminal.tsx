import type { ReactNode } from 'react';
import type { TerminalLook } from '../../../app/settings.ts';
import { useSession, useSettings } from '../../hooks/session.tsx';
import { Checkbox } from '../../ui/controls/Checkbox.tsx';
import { RadioGroup } from '../../ui/controls/RadioGroup.tsx';
import { Select } from '../../ui/controls/Select.tsx';
import { formatNumber } from '../../words/language/figures.ts';
import { words } from '../../words/words.ts';
import groups from './Settings.module.css';

const text = words.settings.terminal;

/** px; from the smallest that can be read to what a beamer wants. */
const fontSizes = [8, 9, 10, 11, 12, 13, 14, 15, 16, 18, 20, 22, 24, 28, 32];
const lineHeights = [1, 1.1, 1.2, 1.3, 1.4, 1.5, 1.75, 2];

const scrollbacks = [1000, 2000, 5000, 10_000, 20_000, 50_000];

const cursors = (['block', 'bar', 'underline'] as const).map((value) => ({ value, label: text.cursor[value] }));
const rightClicks = (['menu', 'paste'] as const).map((value) => ({ value, label: text.rightClick[value] }));

/** Those that are either chosen or not, in the order of the page. */
const choices = ['blink', 'copyOnSelect', 'askPaste', 'reconnect', 'flash', 'screenReader', 'gpu'] as const;

/** How the screens of shells look and behave. */
export function Terminal(): ReactNode {
  const { settings } = useSession();
  const { terminalView: look } = useSettings();
  const change = (patch: Partial<TerminalLook>) => settings.update({ terminalView: { ...look, ...patch } });
  return (
    <section className={groups['group']} aria-label={text.title}>
      <h2>{text.title}</h2>
      <Select
        label={text.fontSize}
        options={optionsOf(fontSizes, look.fontSize)}
        value={String(look.fontSize)}
        onChange={(value) => change({ fontSize: Number(value) })}
      />
      <Select
        label={text.lineHeight}
        options={optionsOf(lineHeights, look.lineHeight)}
        value={String(look.lineHeight)}
        onChange={(value) => change({ lineHeight: Number(value) })}
      />
      <Select
        label={text.scrollback}
        options={optionsOf(scrollbacks, look.scrollback)}
        value={String(look.scrollback)}
        onChange={(value) => change({ scrollback: Number(value) })}
      />
      <RadioGroup
        label={text.cursor.label}
        options={cursors}
        value={look.cursor}
        onChange={(cursor) => change({ cursor })}
      />
      <RadioGroup
        label={text.rightClick.label}
        options={rightClicks}
        value={look.rightClick}
        onChange={(rightClick) => change({ rightClick })}
      />
      {choices.map((choice) => (
        <Checkbox
          key={choice}
          label={text.choices[choice].label}
          hint={text.choices[choice].hint}
          checked={look[choice]}
          onChange={(on) => change({ [choice]: on })}
        />
      ))}
    </section>
  );
}

/** The sizes to choose from, with the one that was chosen by keys. */
function optionsOf(sizes: readonly number[], now: number) {
  return [...new Set([...sizes, now])]
    .toSorted((a, b) => a - b)
    .map((size) => ({ value: String(size), label: formatNumber(size) }));
}
