/* oxlint-disable jsx-a11y/role-supports-aria-props -- aria-description is global since ARIA 1.3 */
import type { ComponentProps, ReactNode } from 'react';
import { classes } from '../classes.ts';
import type { Icon } from '../icon.ts';
import { Spinner } from '../marks/Spinner.tsx';
import css from './Button.module.css';

export interface ButtonProps extends Omit<ComponentProps<'button'>, 'title'> {
  readonly variant?: 'default' | 'primary' | 'danger' | 'ghost';
  readonly size?: 'sm' | 'md';
  readonly icon?: Icon | undefined;
  /** Shows a spinner and takes no clicks, but keeps the focus. */
  readonly busy?: boolean;
  /** The tooltip. */
  readonly title?: string | undefined;
  /** Why it is disabled; a disabled button with a reason can still be focused, so that the reason can be read. */
  readonly reason?: string | undefined;
}

/** A push button. */
export function Button(props: ButtonProps): ReactNode {
  const { variant = 'default', size = 'md', icon: Glyph, busy, title, reason, disabled, className, ...rest } = props;
  const inert = busy || (disabled && reason !== undefined);
  return (
    <button
      type="button"
      {...rest}
      disabled={disabled === true && reason === undefined}
      aria-disabled={inert || undefined}
      aria-busy={busy || undefined}
      aria-description={disabled ? reason : undefined}
      data-tip={(disabled ? reason : undefined) ?? title}
      onClick={inert ? (event) => event.preventDefault() : rest.onClick}
      className={classes(css['button'], css[variant], css[size], className)}
    >
      {busy ? <Spinner /> : Glyph && <Glyph size={size === 'sm' ? 13 : 14} aria-hidden="true" />}
      {rest.children !== undefined && <span className={css['text']}>{rest.children}</span>}
    </button>
  );
}
