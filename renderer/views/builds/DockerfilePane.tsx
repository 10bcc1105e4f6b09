import { type ReactNode, type Ref, useMemo } from 'react';
import type { ForecastLine } from '../../../app/build/forecasts.ts';
import type { BuildRecord } from '../../../app/builds.ts';
import { words } from '../../words/words.ts';
import { DocumentPane } from '../editor/DocumentPane.tsx';
import { dockerfileService } from '../editor/dockerfile.ts';
import type { EditorHandle, EditorService } from '../editor/types.ts';
import { advised } from './advised.ts';
import { forecastMarks, isNews } from './forecast/foretold.ts';
import { type Judgement, judgedProblems, withoutJudged } from './judged.ts';
import { marksOf, problemsOf } from './record/summary.ts';
import { type GivenToBuild, useJudgement } from './use-judgement.ts';
import { useNaming } from './use-naming.ts';

export interface DockerfilePaneProps {
  /** Absolute. */
  readonly path: string;
  /** The context of its build. */
  readonly folder: string;
  /** The build whose steps stand beside the lines. */
  readonly record: BuildRecord | undefined;
  /** What the next build will do. */
  readonly forecast: readonly ForecastLine[];
  /** What its build is given. */
  readonly given: GivenToBuild;
  /** Ctrl/Cmd+Enter. */
  readonly onSubmit: () => void;
  readonly ref: Ref<EditorHandle | null>;
}

/** A Dockerfile in its editor, with what the last build and the engine's builder say to its lines. */
export function DockerfilePane({
  path,
  folder,
  record,
  forecast,
  given,
  onSubmit,
  ref,
}: DockerfilePaneProps): ReactNode {
  const judgement = useJudgement(path, given);
  const built = useMemo(() => (record ? marksOf(record) : []), [record]);
  const foretold = useMemo(() => (isNews(forecast) ? forecastMarks(forecast) : undefined), [forecast]);
  const marks = foretold ?? built;
  const problems = useMemo(
    () => [...(record ? problemsOf(record) : []), ...(judgement ? judgedProblems(judgement) : [])],
    [record, judgement],
  );
  const naming = useNaming(folder, given.engine);
  const service = useMemo(() => helpedBy(judgement, naming), [judgement, naming]);
  return (
    <DocumentPane
      path={path}
      label={words.builds.files.dockerfile}
      language="dockerfile"
      service={service}
      marks={marks}
      problems={problems}
      onSubmit={onSubmit}
      ref={ref}
    />
  );
}

/** The same help, but a builder's word wins over our findings, and with the names of things outside of the file. */
function helpedBy(judgement: Judgement | undefined, naming: ReturnType<typeof useNaming>): EditorService {
  return {
    ...dockerfileService,
    complete: async (text, offset, explicit) => {
      return (await naming(text, offset, explicit)) ?? dockerfileService.complete?.(text, offset, explicit);
    },
    diagnose: async (text) => {
      const found = await Promise.all([dockerfileService.diagnose?.(text), dockerfileService.advise?.(text)]);
      return withoutJudged([...(found[0] ?? []), ...(found[1] ?? []).map(advised)], text, judgement);
    },
  };
}
