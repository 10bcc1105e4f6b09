import { Activity, Boxes, Container, Hammer, HardDrive, Layers, Network, Search, Settings } from 'lucide-react';
import type { ReactNode } from 'react';
import { usePlace } from '../session.tsx';
import { formatPlace, sections } from '../stores/place.ts';
import { classes } from '../ui/classes.ts';
import type { Icon } from '../ui/icon.ts';
import { Kbd } from '../ui/Kbd.tsx';
import { Mark } from '../ui/Mark.tsx';
import { useOneStop } from '../ui/use-one-stop.ts';
import { EngineSwitcher } from './EngineSwitcher.tsx';
import css from './Navigation.module.css';
import { useMatches } from './use-matches.ts';

const icons: Record<(typeof sections)[number], Icon> = {
  Containers: Container,
  Images: Layers,
  Builds: Hammer,
  Compose: Boxes,
  Volumes: HardDrive,
  Networks: Network,
  Activity,
  Settings,
};

/** The left column: which engine, which section. One stop of Tab, at the current section. */
export function Navigation({ onPalette }: { onPalette: () => void }): ReactNode {
  const { section: current } = usePlace();
  // As in the style sheet: where only icons are left, tooltips say what they are.
  const narrow = useMatches('(width < 900px)');
  const oneStop = useOneStop<HTMLElement>('[aria-current=page]');
  return (
    <header className={css['column']} {...oneStop}>
      <div className={css['top']}>
        <div className={css['brand']}>
          <Mark />
          <span className={css['word']}>Gantry</span>
        </div>
        <EngineSwitcher />
        <button
          type="button"
          className={css['search']}
          data-tip={narrow ? 'Find or run' : undefined}
          onClick={onPalette}
        >
          <Search size={14} aria-hidden="true" />
          <span className={css['searchLabel']}>Find or run</span>
          <Kbd keys="Ctrl+K" />
        </button>
      </div>
      <nav aria-label="Main" className={css['nav']}>
        {sections.map((section) => (
          <SectionLink key={section} section={section} current={section === current} tip={narrow} />
        ))}
      </nav>
    </header>
  );
}

interface SectionLinkProps {
  readonly section: (typeof sections)[number];
  readonly current: boolean;
  readonly tip: boolean;
}

function SectionLink({ section, current, tip }: SectionLinkProps): ReactNode {
  const Glyph = icons[section];
  return (
    <a
      href={formatPlace({ section })}
      aria-current={current ? 'page' : undefined}
      data-tip={tip ? section : undefined}
      className={classes(css['link'], section === 'Activity' && css['apart'])}
    >
      <Glyph size={16} aria-hidden="true" />
      <span className={css['label']}>{section}</span>
    </a>
  );
}
