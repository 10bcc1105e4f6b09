import { RotateCw } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { EngineState } from '../../../app/engines/engine.ts';
import { useSectionLabel } from '../../hooks/session.tsx';
import { Button } from '../../ui/controls/Button.tsx';
import { Heading } from '../parts/Heading.tsx';
import css from './EnginePage.module.css';
import { useEnginePick } from './EnginePick.tsx';

interface EnginePageProps {
  readonly label: string;
  /** What the button says by which the engine is asked once more. */
  readonly again: string;
  /** What the page tells of an engine; `round` is another one when that is asked once more. */
  readonly children: (engine: EngineState, round: number) => ReactNode;
}

/** A section about one engine: the one that the window looks at, or one of several. */
export function EnginePage({ label, again, children }: EnginePageProps): ReactNode {
  const { engine, pick } = useEnginePick();
  const [round, setRound] = useState(0);
  return (
    <section className={css['page']} aria-label={label}>
      <Heading title={useSectionLabel()}>
        {pick}
        <Button size="sm" icon={RotateCw} onClick={() => setRound(round + 1)}>
          {again}
        </Button>
      </Heading>
      {engine && children(engine, round)}
    </section>
  );
}
