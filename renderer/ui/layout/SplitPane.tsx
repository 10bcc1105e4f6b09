import type { ReactNode } from 'react';
import { classes } from '../classes.ts';
import css from './SplitPane.module.css';
import { Splitter } from './Splitter.tsx';

export interface SplitPaneProps {
  readonly children: ReactNode;
  /** What stands right of it, as wide as it was given; nothing where there is nothing. */
  readonly beside: ReactNode;
  /** What the bar between both is called. */
  readonly label: string;
  /** Of what stands beside, in px. */
  readonly width: number;
  readonly onWidth: (width: number) => void;
  readonly className?: string | undefined;
}

/** px: less shows nothing of use, more leaves no room beside it. */
const least = 320;
const most = 900;
const initial = 460;

/** Two panes side by side, and a bar between them that divides the width. */
export function SplitPane({ children, beside, label, width, onWidth, className }: SplitPaneProps): ReactNode {
  return (
    <div className={classes(css['split'], className)}>
      {children}
      {beside && (
        <>
          <Splitter
            label={label}
            orientation="vertical"
            after
            value={width}
            min={least}
            max={most}
            initial={initial}
            onChange={onWidth}
          />
          {beside}
        </>
      )}
    </div>
  );
}
