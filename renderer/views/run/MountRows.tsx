import { type ReactNode, useId } from 'react';
import type { MountType } from '../../../app/create.ts';
import type { MountRow } from '../../stores/shown/run-drafts.ts';
import { Checkbox } from '../../ui/controls/Checkbox.tsx';
import { Select } from '../../ui/controls/Select.tsx';
import { TextField } from '../../ui/controls/TextField.tsx';
import { words } from '../../words/words.ts';
import type { FieldsProps } from './Fields.tsx';
import { Rows } from './Rows.tsx';
import css from './Run.module.css';
import { Suggestions } from './Suggestions.tsx';

const { mounts: own } = words.run;

const fresh: MountRow = { type: 'volume', source: '', target: '', readOnly: false };

const choices: readonly { readonly value: MountType; readonly label: string }[] = [
  { value: 'volume', label: own.types.volume },
  { value: 'bind', label: own.types.bind },
  { value: 'tmpfs', label: own.types.tmpfs },
];

const sources: Readonly<Record<MountType, string>> = own.sources;

/** What of the outside is seen inside, and where. */
export function MountRows({ form, set, error, volumes, makesSources }: FieldsProps): ReactNode {
  const id = useId();
  return (
    <Rows
      label={own.title}
      words={own}
      rows={form.mounts}
      fresh={fresh}
      onChange={(mounts) => set({ mounts })}
      error={error('mounts')}
      hint={makesSources && form.mounts.some(({ type }) => type === 'bind') ? own.sourceMade : undefined}
    >
      {(row, change, number) => (
        <>
          <MountFields
            row={row}
            change={change}
            number={number}
            list={id}
            error={(part) => error(`mounts.${number - 1}.${part}`)}
          />
          {number === 1 && <Suggestions id={id} names={volumes} />}
        </>
      )}
    </Rows>
  );
}

interface MountFieldsProps {
  readonly row: MountRow;
  readonly change: (patch: Partial<MountRow>) => void;
  readonly number: number;
  /** The id of the suggestions for volumes. */
  readonly list: string;
  readonly error: (part: keyof MountRow) => string | undefined;
}

function MountFields({ row, change, number, list, error }: MountFieldsProps): ReactNode {
  return (
    <>
      <Select
        label={own.type({ number })}
        labelHidden
        options={choices}
        value={row.type}
        onChange={(type) => change({ type })}
      />
      <TextField
        label={own.source({ number })}
        labelHidden
        mono
        className={css['wide']}
        list={row.type === 'volume' ? list : undefined}
        disabled={row.type === 'tmpfs'}
        placeholder={sources[row.type]}
        value={row.type === 'tmpfs' ? '' : row.source}
        error={error('source')}
        onChange={(source) => change({ source })}
      />
      <span aria-hidden="true" className={css['between']}>
        →
      </span>
      <TextField
        label={own.target({ number })}
        labelHidden
        mono
        className={css['wide']}
        placeholder={own.targetPlaceholder}
        value={row.target}
        error={error('target')}
        onChange={(target) => change({ target })}
      />
      <span className={css['check']}>
        <Checkbox label={own.readOnly} checked={row.readOnly} onChange={(readOnly) => change({ readOnly })} />
      </span>
    </>
  );
}
