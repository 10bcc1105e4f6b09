import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { classes } from '../classes.ts';
import css from './Banner.module.css';
import { Details } from './Details.tsx';

const icons = { info: Info, warn: TriangleAlert, error: CircleAlert, good: CircleCheck };
export type BannerTone = keyof typeof icons;

/** A message inside a pane. Errors are read out at once (`alert`), the others when there is time (`status`). */
export function Banner(props: {
  tone: BannerTone;
  title: string;
  children?: ReactNode;
  /** The engine's or a tool's own words: monospace, folded, can be copied. */
  detail?: string | undefined;
  actions?: ReactNode;
}): ReactNode {
  const { tone, title, children, detail, actions } = props;
  const Glyph = icons[tone];
  return (
    <div role={tone === 'error' ? 'alert' : 'status'} className={classes(css['banner'], css[tone])}>
      <Glyph size={16} aria-hidden="true" className={css['icon']} />
      <div className={css['body']}>
        <div className={css['title']}>{title}</div>
        {children !== undefined && <div className={css['text']}>{children}</div>}
        {detail !== undefined && detail !== '' && <Details text={detail} />}
      </div>
      {actions !== undefined && <div className={css['actions']}>{actions}</div>}
    </div>
  );
}
