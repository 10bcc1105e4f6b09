import { Radio } from 'lucide-react';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { stopBroadcast, stopKeys } from '../../../commands/broadcast.ts';
import { useSession } from '../../../hooks/session.tsx';
import { Button } from '../../../ui/controls/Button.tsx';
import { StateBar } from '../../../ui/display/StateBar.tsx';
import { words } from '../../../words/words.ts';
import css from './BroadcastBar.module.css';

const text = words.typing.broadcast;

/** Says above a shell that others hear what is typed into it, and ends that. */
export function BroadcastBar(): ReactNode {
  const session = useSession();
  const count = useStore(session.broadcast.state, ({ length }) => length);
  return (
    <StateBar
      tone="warn"
      mark={<Radio size={14} aria-hidden="true" className={css['icon']} />}
      text={text.on({ count })}
    >
      <Button size="sm" title={text.stopWith({ keys: stopKeys })} onClick={() => stopBroadcast(session)}>
        {text.stop}
      </Button>
    </StateBar>
  );
}
