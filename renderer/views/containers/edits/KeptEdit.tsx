import { type ReactNode, useEffect } from 'react';
import { useStore } from 'zustand';
import type { EngineContainer } from '../../../../app/containers.ts';
import { revert } from '../../../commands/container/edit.ts';
import { useNow, useSession } from '../../../hooks/session.tsx';
import { editOf } from '../../../stores/link/edits.ts';
import { Button } from '../../../ui/controls/Button.tsx';
import { Banner } from '../../../ui/display/Banner.tsx';
import { printable } from '../../../ui/printable.ts';
import { words } from '../../../words/words.ts';

const { kept: own, revert: label } = words.edits;

/** That a container was edited, as long as that can be taken back: of the new one, and of the one that is kept. */
export function KeptEdit({ engine, id }: EngineContainer): ReactNode {
  const session = useSession();
  useEffect(() => session.edits.watch(), [session]);
  const found = useStore(session.edits.state, (list) => editOf(list, { engine, id }));
  const now = useNow();
  if (!found) return null;
  const minutes = Math.max(1, Math.ceil((found.until - now) / 60_000));
  const isOld = found.old === id;
  return (
    <Banner
      tone="info"
      title={isOld ? own.old({ name: printable(found.name, 80) }) : own.title({ minutes })}
      actions={
        <Button size="sm" onClick={() => void revert(engine, found.id, session)}>
          {label}
        </Button>
      }
    >
      {isOld ? own.oldText({ minutes }) : own.text({ aside: printable(found.aside, 120) })}
    </Banner>
  );
}
