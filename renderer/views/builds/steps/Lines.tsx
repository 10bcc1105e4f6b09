import { ChevronDown, ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import type { BuildStep } from '../../../../app/builds.ts';
import { StateDot } from '../../../ui/marks/StateDot.tsx';
import { Untrusted } from '../../../ui/marks/Untrusted.tsx';
import { printable } from '../../../ui/printable.ts';
import { formatBytes } from '../../../words/amounts.ts';
import { words } from '../../../words/words.ts';
import { Duration } from '../../activity/Duration.tsx';
import { partStates } from '../../activity/state.ts';
import { type Axis, placeOf, type StageRow } from './rows.ts';
import css from './Steps.module.css';

const { result } = words.builds;

interface LineProps {
  readonly index: number;
  /** Tab leads to it. */
  readonly isTurn: boolean;
  readonly axis: Axis | undefined;
  readonly onChoose: () => void;
}

/** A stage: how it is, how much of it came from the cache, and when it was. */
export function StageLine({ row, index, isTurn, axis, onChoose }: LineProps & { readonly row: StageRow }): ReactNode {
  const Chevron = row.open ? ChevronDown : ChevronRight;
  return (
    <button
      type="button"
      data-index={index}
      tabIndex={isTurn ? 0 : -1}
      className={css['stage']}
      aria-expanded={row.open}
      onClick={onChoose}
    >
      <Chevron size={14} aria-hidden="true" />
      <StateDot {...partStates[row.state]} hideWord />
      <span className={css['instruction']}>{row.name === '' ? result.around : printable(row.name, 60)}</span>
      <span className={css['quiet']}>{result.inStage({ steps: row.steps, cached: row.cached })}</span>
      <span className={css['time']}>{timeOf(row.state, row.started, row.ended)}</span>
      <Bar axis={axis} span={row} kind="stage" />
    </button>
  );
}

interface StepProps extends LineProps {
  readonly step: BuildStep;
  readonly isChosen: boolean;
  /** It stands below its stage. */
  readonly isInTree: boolean;
  /** It is the first that ran anew. */
  readonly isChanged: boolean;
  /** The build took its time for it. */
  readonly isOnWay: boolean;
  /** When the build ended: a step that was cut off has no end of its own. */
  readonly over: number | undefined;
}

/** A step: how it is, what it says, what it fetched, and when it was. */
export function StepLine(props: StepProps): ReactNode {
  const { step, index, isTurn, axis, isChosen, isInTree, isChanged, isOnWay, over, onChoose } = props;
  const { started, ended = over, cached, state, number, total, bytes } = step;
  return (
    <button
      type="button"
      data-index={index}
      tabIndex={isTurn ? 0 : -1}
      className={css['step']}
      data-in-tree={isInTree || undefined}
      aria-pressed={isChosen}
      onClick={onChoose}
    >
      <StateDot {...partStates[cached ? 'cached' : state]} hideWord note={isOnWay ? result.onWay : undefined} />
      <span className={css['number']}>{number === undefined ? '' : `${number}/${total ?? '?'}`}</span>
      <span className={css['instruction']}>
        {step.stage !== undefined && !isInTree && <span className={css['of']}>{step.stage.slice(0, 40)} </span>}
        <Untrusted text={step.instruction} mono />
      </span>
      {bytes !== undefined && bytes > 0 && <span className={css['quiet']}>{formatBytes(bytes)}</span>}
      {isChanged && <span className={css['changed']}>{result.changed}</span>}
      <span className={css['time']}>{cached ? result.cached : timeOf(state, started, ended)}</span>
      <Bar axis={axis} span={{ started, ended }} kind={cached ? 'cached' : isOnWay ? 'way' : 'step'} />
    </button>
  );
}

function timeOf(state: BuildStep['state'], started: number | undefined, ended: number | undefined): ReactNode {
  return started !== undefined && state !== 'waiting' && <Duration started={started} ended={ended} />;
}

/** When it was, as a line on the time of the build; the words beside it say how long. */
function Bar(props: {
  axis: Axis | undefined;
  span: { readonly started: number | undefined; readonly ended: number | undefined };
  kind: 'stage' | 'step' | 'way' | 'cached';
}): ReactNode {
  const { axis, span, kind } = props;
  const place = axis && placeOf(span, axis);
  if (!place) return null;
  const style = { left: `${100 * place.from}%`, width: `${Math.max(0, 100 * (place.to - place.from))}%` };
  return (
    <span className={css['track']} aria-hidden="true">
      <span className={css['bar']} data-kind={kind} style={style} />
    </span>
  );
}
