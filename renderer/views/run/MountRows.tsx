import { type ReactNode, useId } from 'react';
import type { MountType } from '../../../app/create.ts';
import type { MountRow } from '../../stores/run-drafts.ts';
import { Checkbox } from '../../ui/Checkbox.tsx';
import { Select } from '../../ui/Select.tsx';
import { TextField } from '../../ui/TextField.tsx';
import type { FieldsProps } from './Fields.tsx';
import { Rows } from './Rows.tsx';
import css from './Run.module.css';
import { Suggestions } from './Suggestions.tsx';

const fresh: MountRow = { type: 'volume', source: '', target: '', readOnly: false };

const choices: readonly { readonly value: MountType; readonly label: string }[] = [
  { value: 'volume', label: 'Volume' },
  { value: 'bind', label: 'Folder' },
  { value: 'tmpfs', label: 'Memory' },
];

const sources: Readonly<Record<MountType, string>> = {
  volume: 'volume name, or a new one',
  bind: '/path on the engine’s machine',
  tmpfs: 'gone when it stops',
};

/** What of the outside is seen inside, and where. */
export function MountRows({ form, set, error, volumes }: FieldsProps): ReactNode {
  const id = useId();
  return (
    <Rows
      label="Mounts"
      item="mount"
      rows={form.mounts}
      fresh={fresh}
      onChange={(mounts) => set({ mounts })}
      error={error('mounts')}
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
        label={`Type of mount ${number}`}
        labelHidden
        options={choices}
        value={row.type}
        onChange={(type) => change({ type })}
      />
      <TextField
        label={`Source ${number}`}
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
        label={`Target ${number}`}
        labelHidden
        mono
        className={css['wide']}
        placeholder="/path inside"
        value={row.target}
        error={error('target')}
        onChange={(target) => change({ target })}
      />
      <span className={css['check']}>
        <Checkbox label="Read-only" checked={row.readOnly} onChange={(readOnly) => change({ readOnly })} />
      </span>
    </>
  );
}
