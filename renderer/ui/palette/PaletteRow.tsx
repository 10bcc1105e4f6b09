/* oxlint-disable jsx-a11y/role-supports-aria-props, jsx-a11y/click-events-have-key-events -- aria-description is global; keys are handled in the field */
import type { ReactNode } from 'react';
import { Kbd } from '../marks/Kbd.tsx';
import { StateDot } from '../marks/StateDot.tsx';
import css from './CommandPalette.module.css';
import type { PaletteResult } from './palette-results.ts';

/** The label with the matched letters marked; runs of letters become one mark. */
function Marked({ text, at }: { text: string; at: readonly number[] }): ReactNode {
  if (at.length === 0) return text;
  const hits = new Set(at);
  const runs: { text: string; hit: boolean; start: number }[] = [];
  for (let i = 0; i < text.length; i++) {
    const last = runs.at(-1);
    const hit = hits.has(i);
    if (last?.hit === hit) last.text += text.charAt(i);
    else runs.push({ text: text.charAt(i), hit, start: i });
  }
  return runs.map((run) =>
    run.hit ? (
      <mark key={run.start} className={css['mark']}>
        {run.text}
      </mark>
    ) : (
      <span key={run.start}>{run.text}</span>
    ),
  );
}

/** One command in the palette's list. */
export function PaletteRow(props: {
  id: string;
  result: PaletteResult;
  active: boolean;
  onHover: () => void;
  onRun: () => void;
}): ReactNode {
  const { entry, at } = props.result;
  const { icon: Glyph } = entry;
  const hint = entry.disabled ? entry.reason : entry.hint;
  const description = [entry.state?.word, hint].filter(Boolean).join(', ');
  return (
    <div
      role="option"
      id={props.id}
      aria-selected={props.active}
      aria-disabled={entry.disabled || undefined}
      aria-description={description || undefined}
      // The focus stays in the field, where the keys are handled.
      tabIndex={-1}
      className={css['option']}
      onPointerMove={props.onHover}
      onMouseDown={(event) => event.preventDefault()}
      onClick={props.onRun}
    >
      <span className={css['icon']} aria-hidden="true">
        {entry.state ? <StateDot {...entry.state} hideWord /> : Glyph && <Glyph size={14} aria-hidden="true" />}
      </span>
      <span className={css['label']}>
        <Marked text={entry.label} at={at} />
      </span>
      {hint !== undefined && (
        <span aria-hidden="true" className={css['hint']}>
          {hint}
        </span>
      )}
      {entry.shortcut !== undefined && (
        <span aria-hidden="true">
          <Kbd keys={entry.shortcut} />
        </span>
      )}
    </div>
  );
}
