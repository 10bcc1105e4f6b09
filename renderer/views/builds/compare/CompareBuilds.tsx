import { type ReactNode, useMemo } from 'react';
import type { BuildRecord } from '../../../../app/builds.ts';
import type { GantryClient } from '../../../../app/contract.ts';
import { buildFlags } from '../../../../app/derive/build-command.ts';
import { buildName } from '../../../commands/builds.ts';
import { useSettings } from '../../../hooks/session.tsx';
import { useAnswer } from '../../../hooks/use-answer.ts';
import table from '../../../ui/controls/table.module.css';
import { Untrusted } from '../../../ui/marks/Untrusted.tsx';
import { Dialog } from '../../../ui/overlays/Dialog.tsx';
import { printable } from '../../../ui/printable.ts';
import { words } from '../../../words/words.ts';
import { ProblemBanner } from '../../parts/ProblemBanner.tsx';
import css from './Compare.module.css';
import { figuresOf, linesBeside, stepsBeside, stepText } from './compared.ts';
import { DiffLines } from './DiffLines.tsx';

const own = words.builds.compare;

/** Steps that are shown; who has more finds out by the figures where to look. */
const mostShown = 400;

interface Two {
  /** The earlier one. */
  readonly before: BuildRecord;
  readonly after: BuildRecord;
}

/** Two builds beside each other: what they took and made, step by step, and what they were made of. */
export function CompareBuilds({ before, after, onClose }: Two & { readonly onClose: () => void }): ReactNode {
  const names = own.names({ before: printable(buildName(before), 80), after: printable(buildName(after), 80) });
  return (
    <Dialog open size="lg" title={own.title} description={names} onClose={onClose}>
      <div className={css['page']}>
        <Figures before={before} after={after} />
        <Steps before={before} after={after} />
        <section aria-label={own.dockerfile}>
          <h3 className={css['head']}>{own.dockerfile}</h3>
          <Dockerfiles before={before} after={after} />
        </section>
        <section aria-label={own.setup}>
          <h3 className={css['head']}>{own.setup}</h3>
          <DiffLines label={own.setup} lines={linesBeside(buildFlags(before), buildFlags(after))} />
        </section>
      </div>
    </Dialog>
  );
}

function Figures({ before, after }: Two): ReactNode {
  const { dates } = useSettings();
  return (
    <table aria-label={own.figures} className={table['table']}>
      <thead>
        <tr>
          <th scope="col">{own.figure}</th>
          <th scope="col">{own.before}</th>
          <th scope="col">{own.after}</th>
          <th scope="col">{own.change}</th>
        </tr>
      </thead>
      <tbody>
        {figuresOf(before, after, dates).map((row) => (
          <tr key={row.figure}>
            <th scope="row">{row.figure}</th>
            <td>{row.before}</td>
            <td>{row.after}</td>
            <td>{row.change}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Steps({ before, after }: Two): ReactNode {
  const rows = useMemo(() => stepsBeside(before, after), [before, after]);
  if (rows.length === 0) return <p className={css['note']}>{own.noSteps}</p>;
  return (
    <>
      <table aria-label={own.steps} className={`${table['table']} ${css['steps']}`}>
        <thead>
          <tr>
            <th scope="col">{own.step}</th>
            <th scope="col">{own.before}</th>
            <th scope="col">{own.after}</th>
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, mostShown).map(({ before, after }, at) => (
            // An instruction may stand there twice, and nothing moves.
            <tr key={at}>
              <th scope="row">
                <Untrusted text={(after ?? before)?.label ?? ''} max={200} mono />
              </th>
              <td>{stepText(before)}</td>
              <td>{stepText(after)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > mostShown && <p className={css['note']}>{own.moreSteps({ n: rows.length - mostShown })}</p>}
    </>
  );
}

function Dockerfiles({ before, after }: Two): ReactNode {
  const known = before.source !== undefined && before.source === after.source;
  const ask = useMemo(() => {
    if (known) return undefined;
    return async ({ builds }: GantryClient, signal: AbortSignal) => {
      const texts = await Promise.all([before, after].map(({ id }) => builds.dockerfile({ build: id }, { signal })));
      return { texts };
    };
  }, [before, after, known]);
  const { answer, problem } = useAnswer(ask);
  if (known) return <DiffLines label={own.dockerfile} lines={[]} />;
  if (problem) return <ProblemBanner title={own.unread} problem={problem} />;
  if (!answer) return null;
  const [a, b] = answer.texts;
  if (a === undefined || b === undefined) return <p className={css['note']}>{own.notKept}</p>;
  return <DiffLines label={own.dockerfile} lines={linesBeside(a.split(/\r?\n/), b.split(/\r?\n/))} />;
}
