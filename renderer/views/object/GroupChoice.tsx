import { Rows3 } from 'lucide-react';
import type { ReactNode } from 'react';
import { useSession, useSettings } from '../../hooks/session.tsx';
import type { SectionId } from '../../stores/shown/place.ts';
import { Button } from '../../ui/controls/Button.tsx';
import { Menu } from '../../ui/overlays/Menu.tsx';
import { words } from '../../words/words.ts';

const text = words.lists.groups;

/** What the rows of a list stand together by, where they are of several engines. */
export type GroupBy = 'project' | 'engine' | 'none';

/** What a person chose for a list; `own` is what it has of itself. */
export function useGroupBy(section: SectionId, own: 'project' | 'none'): GroupBy {
  return useSettings().lists[section]?.group ?? own;
}

/** The way to another choice. */
export function GroupChoice({ section, own }: { section: SectionId; own: 'project' | 'none' }): ReactNode {
  const { settings } = useSession();
  const now = useGroupBy(section, own);
  const choices: readonly GroupBy[] = own === 'project' ? ['project', 'engine', 'none'] : ['none', 'engine'];
  const items = () =>
    choices.map((by) => ({
      label: text[by],
      checked: by === now,
      onSelect: () => settings.updateList(section, { group: by === 'project' ? undefined : by }),
    }));
  return (
    <Menu items={items}>
      <Button icon={Rows3}>{text.button({ by: text[now] })}</Button>
    </Menu>
  );
}
