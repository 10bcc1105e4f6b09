import { ExternalLink as Glyph } from 'lucide-react';
import type { ReactNode } from 'react';
import css from './ExternalLink.module.css';

/** A link that leaves the app. The host decides how to open it; only http and https are links at all. */
export function ExternalLink(props: { href: string; children: ReactNode; tabIndex?: number | undefined }): ReactNode {
  const { href, children, tabIndex } = props;
  if (!/^https?:\/\//iu.test(href)) return <span>{children}</span>;
  return (
    <a
      href={href}
      target="_blank"
      rel="noopener noreferrer"
      className={css['link']}
      data-tip={href}
      tabIndex={tabIndex}
    >
      {children}
      <Glyph size={11} aria-hidden="true" />
    </a>
  );
}
