import type { ReactNode } from 'react';
import type { EditChange, EditPreview } from '../../../../app/edits.ts';
import type { RunForm } from '../../../stores/shown/run-drafts.ts';
import table from '../../../ui/controls/table.module.css';
import { Banner } from '../../../ui/display/Banner.tsx';
import { Details } from '../../../ui/display/Details.tsx';
import { Untrusted } from '../../../ui/marks/Untrusted.tsx';
import { words } from '../../../words/words.ts';
import { formDifferences } from './described.ts';
import css from './Edit.module.css';

const { edits: own } = words;

/** Characters of a value that are shown. */
const longest = 400;

/** What an edit would change, in words and as JSON, and what goes along with it. */
export function EditReview(props: {
  readonly before: RunForm;
  readonly form: RunForm;
  readonly preview: EditPreview;
  /** It belongs to a Compose project. */
  readonly composed: boolean;
}): ReactNode {
  const { before, form, preview, composed } = props;
  const rows = formDifferences(before, form);
  return (
    <div className={css['review']}>
      {rows.length === 0 ? (
        <p>{own.none}</p>
      ) : (
        <table aria-label={own.changes} className={table['table']}>
          <thead>
            <tr>
              <th scope="col">{own.field}</th>
              <th scope="col">{own.before}</th>
              <th scope="col">{own.after}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ field, before, after }) => (
              <tr key={field}>
                <th scope="row">
                  <Untrusted text={field} max={120} />
                </th>
                <td>{before === undefined ? own.nothing : <Untrusted text={before} max={longest} mono />}</td>
                <td>{after === undefined ? own.nothing : <Untrusted text={after} max={longest} mono />}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {preview.changes.length > 0 && <Details label={own.json} text={preview.changes.flatMap(jsonLines).join('\n')} />}
      <p className={css['steps']}>{preview.autoRemove ? own.stepsAutoRemove : own.steps}</p>
      <p className={css['steps']}>{own.layer}</p>
      {composed && <Banner tone="warn" title={own.compose} />}
      {preview.imageMoved && <Banner tone="info" title={own.imageMoved({ image: form.image })} />}
    </div>
  );
}

function jsonLines({ field, before, after }: EditChange): readonly string[] {
  return [
    ...(before === undefined ? [] : [`- ${field}: ${JSON.stringify(before)}`]),
    ...(after === undefined ? [] : [`+ ${field}: ${JSON.stringify(after)}`]),
  ];
}
