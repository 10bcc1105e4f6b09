import type { ReactNode } from 'react';
import type { EngineState } from '../../../app/engines/engine.ts';
import { heldText } from '../../commands/running/guard.ts';
import { useEngines } from '../../hooks/session.tsx';
import type { DialogForms } from '../../stores/shown/dialog.ts';
import { Button } from '../../ui/controls/Button.tsx';
import { Dialog } from '../../ui/overlays/Dialog.tsx';
import { useOneStop } from '../../ui/use-one-stop.ts';
import { words } from '../../words/words.ts';
import { EngineMark } from '../parts/EngineMark.tsx';
import { awayReason } from '../parts/EngineProblem.tsx';
import css from './ChooseEngine.module.css';

type Given = DialogForms['engines.choose'];

/** Asks on which of the engines that the window looks at something is to be made; one press answers. */
export function ChooseEngine({ what, changes, go, onClose }: Given & { onClose: () => void }): ReactNode {
  const engines = useEngines();
  const refusal = (engine: EngineState) => awayReason(engine) ?? (changes ? heldText(engine) : undefined);
  const first = engines.find((engine) => refusal(engine) === undefined);
  const oneStop = useOneStop<HTMLDivElement>();
  return (
    <Dialog open onClose={onClose} title={what} footer={<Button onClick={onClose}>{words.common.cancel}</Button>}>
      <p className={css['question']}>{words.parts.whichEngine}</p>
      <div className={css['engines']} role="group" aria-label={words.parts.whichEngine} {...oneStop}>
        {engines.map((engine) => (
          <Button
            key={engine.id}
            data-first={engine === first || undefined}
            disabled={refusal(engine) !== undefined}
            reason={refusal(engine)}
            onClick={() => {
              onClose();
              go(engine);
            }}
          >
            <EngineMark engine={engine.id} />
          </Button>
        ))}
      </div>
    </Dialog>
  );
}
