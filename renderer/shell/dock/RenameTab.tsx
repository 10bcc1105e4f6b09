import { type ReactNode, useState } from 'react';
import { type DockTab, longestDockLabel } from '../../../app/dock.ts';
import { useSession } from '../../hooks/session.tsx';
import { TextField } from '../../ui/controls/TextField.tsx';
import { printable } from '../../ui/printable.ts';
import { FormWindow } from '../../views/parts/FormWindow.tsx';
import { contentName, tabName } from '../../words/docked.ts';
import { words } from '../../words/words.ts';

const { renaming, said } = words.dock;

/** The form of the name that a person gives a tab. */
export function RenameTab({ tab, onClose }: { tab: DockTab; onClose: () => void }): ReactNode {
  const { dock, spoken } = useSession();
  const [typed, setTyped] = useState(tab.label ?? '');
  const submit = async () => {
    const label = typed.trim();
    dock.label(tab.id, label);
    const { label: _, ...plain } = tab;
    spoken.say(said.renamed({ what: tabName(label === '' ? plain : { ...plain, label }) }));
    onClose();
  };
  return (
    <FormWindow
      title={renaming.title({ what: printable(contentName(tab.content), 80) })}
      verb={renaming.verb}
      ready
      busy={false}
      problem={undefined}
      failed={renaming.failed}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextField
        label={renaming.name}
        value={typed}
        onChange={(next) => setTyped(next.slice(0, longestDockLabel))}
        onFocus={(event) => event.currentTarget.select()}
        hint={renaming.hint}
      />
    </FormWindow>
  );
}
