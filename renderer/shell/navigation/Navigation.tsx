import { Search } from 'lucide-react';
import type { ReactNode } from 'react';
import { usePlace, useSession } from '../../hooks/session.tsx';
import { sectionList, shownSections } from '../../sections/sections.tsx';
import { formatPlace } from '../../stores/shown/place.ts';
import { classes } from '../../ui/classes.ts';
import { Kbd } from '../../ui/marks/Kbd.tsx';
import { Mark } from '../../ui/marks/Mark.tsx';
import { useMatches } from '../../ui/use-matches.ts';
import { useOneStop } from '../../ui/use-one-stop.ts';
import { useFollowed } from '../../views/object/use-followed.ts';
import { words } from '../../words/words.ts';
import { EngineSwitcher } from './EngineSwitcher.tsx';
import css from './Navigation.module.css';

type Entry = (typeof sectionList)[number];
const ofWindow = sectionList.filter(({ navigation }) => navigation === 'window');

/** The left column: which engine, which section. One stop of Tab, at the current section. */
export function Navigation({ onPalette }: { onPalette: () => void }): ReactNode {
  // As in the style sheet: where only icons are left, tooltips say what they are.
  const narrow = useMatches('(width < 900px)');
  const things = useShownSections().filter(({ navigation }) => navigation === 'things');
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
          data-tip={narrow ? words.shell.find : undefined}
          onClick={onPalette}
        >
          <Search size={14} aria-hidden="true" />
          <span className={css['searchLabel']}>{words.shell.find}</span>
          <Kbd keys="Ctrl+K" />
        </button>
      </div>
      <nav aria-label={words.shell.navigation} className={css['nav']}>
        {things.map((entry) => (
          <SectionLink key={entry.id} entry={entry} tip={narrow} />
        ))}
        {ofWindow.map((entry, index) => (
          <SectionLink key={entry.id} entry={entry} tip={narrow} apart={index === 0} />
        ))}
      </nav>
    </header>
  );
}

/** The sections that have anything to show, as soon as that is so. */
function useShownSections(): typeof sectionList {
  const session = useSession();
  // Whether an engine manages a swarm it tells by nodes alone.
  useFollowed(session.nodes);
  return shownSections(session);
}

interface SectionLinkProps {
  readonly entry: Entry;
  readonly tip: boolean;
  /** Away from the link before it. */
  readonly apart?: boolean;
}

function SectionLink({ entry, tip, apart }: SectionLinkProps): ReactNode {
  const { id, label, icon: Glyph } = entry;
  const { section } = usePlace();
  return (
    <a
      href={formatPlace({ section: id })}
      aria-current={section === id ? 'page' : undefined}
      data-tip={tip ? label : undefined}
      className={classes(css['link'], apart && css['apart'])}
    >
      <Glyph size={16} aria-hidden="true" />
      <span className={css['label']}>{label}</span>
    </a>
  );
}
