import type { ReactNode } from 'react';
import type { EngineState } from '../../../app/engine.ts';
import type { ContainerList } from '../../stores/containers.ts';
import { EngineBanner, isDown } from '../EngineProblem.tsx';
import { ProblemBanner } from '../ProblemBanner.tsx';
import css from './Containers.module.css';

/** What is to be said above the list: that the engine is gone, or that reading it failed. */
export function ListNotices({ engine, list }: { engine: EngineState; list: ContainerList }): ReactNode {
  const notice = isDown(engine) ? <EngineBanner engine={engine} /> : failure(list);
  return notice && <div className={css['notices']}>{notice}</div>;
}

function failure({ status, problem }: ContainerList): ReactNode {
  if (status !== 'failed' || !problem) return undefined;
  return (
    <ProblemBanner title="The containers could not be read" problem={problem}>
      Gantry reads them again every few seconds.
    </ProblemBanner>
  );
}
