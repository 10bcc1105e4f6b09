import type { ReactNode } from 'react';
import type { EngineState } from '../../../app/engine.ts';
import { nextStep } from '../../problems.ts';
import type { ContainerList } from '../../stores/containers.ts';
import { Banner } from '../../ui/Banner.tsx';
import { EngineBanner, isDown } from '../EngineProblem.tsx';

/** What is to be said above the list: that the engine is gone, or that reading it failed. */
export function ListNotices({ engine, list }: { engine: EngineState; list: ContainerList }): ReactNode {
  if (isDown(engine)) return <EngineBanner engine={engine} />;
  if (list.status !== 'failed' || !list.problem) return null;
  return (
    <Banner tone="error" title="The containers could not be read" detail={list.problem.detail}>
      {list.problem.message} {nextStep(list.problem)}
    </Banner>
  );
}
