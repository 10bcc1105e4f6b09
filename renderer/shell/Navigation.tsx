import { Activity, Boxes, Container, Hammer, HardDrive, Layers, Network, Search, Settings } from 'lucide-react';
import type { ReactNode } from 'react';
import { usePlace } from '../session.tsx';
import { formatPlace, sections } from '../stores/place.ts';
import { classes } from '../ui/classes.ts';
import type { Icon } from '../ui/icon.ts';
import { Kbd } from '../ui/Kbd.tsx';
import { EngineSwitcher } from './EngineSwitcher.tsx';
import css from './Navigation.module.css';

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

/** The left column: which engine, which section. */
export function Navigation({ onPalette }: { onPalette: () => void }): ReactNode {
  const { section: current } = usePlace();
  return (
    <div className={css['column']}>
      <div className={css['brand']}>Gantry</div>
      <EngineSwitcher />
      <button type="button" className={css['search']} onClick={onPalette}>
        <Search size={14} aria-hidden="true" />
        <span className={css['searchLabel']}>Find or run</span>
        <Kbd keys="Ctrl+K" />
      </button>
      <nav aria-label="Main" className={css['nav']}>
        {sections.map((section) => (
          <SectionLink key={section} section={section} current={section === current} />
        ))}
      </nav>
    </div>
  );
}

function SectionLink({ section, current }: { section: (typeof sections)[number]; current: boolean }): ReactNode {
  const Glyph = icons[section];
  return (
    <a
      href={formatPlace({ section })}
      aria-current={current ? 'page' : undefined}
      className={classes(css['link'], section === 'Activity' && css['apart'])}
    >
      <Glyph size={15} aria-hidden="true" />
      {section}
    </a>
  );
}
