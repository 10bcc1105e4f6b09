/* oxlint-disable jsx-a11y/role-supports-aria-props -- aria-description is global since ARIA 1.3 */
import type { ComponentProps, ReactNode } from 'react';
import { classes } from '../classes.ts';
import type { Icon } from '../icon.ts';
import { Spinner } from '../marks/Spinner.tsx';
import css from './IconButton.module.css';

export interface IconButtonProps extends Omit<ComponentProps<'button'>, 'title' | 'children' | 'aria-label'> {
  /** The accessible name, and the tooltip unless `title` says more. */
  readonly label: string;
  readonly icon: Icon;
  readonly size?: 'sm' | 'md';
  readonly title?: string | undefined;
  readonly danger?: boolean;
  readonly busy?: boolean;
  /** Makes it a toggle. */
  readonly pressed?: boolean | undefined;
  /** Why it is disabled. It stays focusable either way, so that a row's verbs do not move under the keyboard. */
  readonly reason?: string | undefined;
}

/** A button that shows only an icon: always with a name and a tooltip. */
export function IconButton(props: IconButtonProps): ReactNode {
  const { label, icon: Glyph, size = 'md', title, danger, busy, pressed, reason, disabled, className, ...rest } = props;
  const inert = busy || disabled;
  const why = disabled ? reason : undefined;
  return (
    <button
      type="button"
      {...rest}
      aria-label={label}
      aria-pressed={pressed}
      aria-disabled={inert || undefined}
      aria-busy={busy || undefined}
      aria-description={why}
      data-tip={why === undefined ? (title ?? label) : `${label}: ${why}`}
      onClick={inert ? (event) => event.preventDefault() : rest.onClick}
      className={classes(css['button'], css[size], danger && css['danger'], className)}
    >
      {busy ? <Spinner /> : <Glyph size={size === 'sm' ? 14 : 16} aria-hidden="true" />}
    </button>
  );
}
