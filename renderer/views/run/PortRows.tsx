import type { ReactNode } from 'react';
import { protocols } from '../../../app/create.ts';
import type { PortRow } from '../../stores/run-drafts.ts';
import { Select } from '../../ui/Select.tsx';
import { TextField } from '../../ui/TextField.tsx';
import type { FieldsProps } from './Fields.tsx';
import { Rows } from './Rows.tsx';
import css from './Run.module.css';

const fresh: PortRow = { hostIp: '', hostPort: '', containerPort: '', protocol: 'tcp' };
const choices = protocols.map((value) => ({ value, label: value }));

/** Which ports are reached from outside, and where. */
export function PortRows({ form, set, error }: FieldsProps): ReactNode {
  return (
    <Rows
      label="Ports"
      item="port"
      rows={form.ports}
      fresh={fresh}
      onChange={(ports) => set({ ports })}
      error={error('ports')}
    >
      {(row, change, number) => (
        <PortFields row={row} change={change} number={number} error={(part) => error(`ports.${number - 1}.${part}`)} />
      )}
    </Rows>
  );
}

interface PortFieldsProps {
  readonly row: PortRow;
  readonly change: (patch: Partial<PortRow>) => void;
  readonly number: number;
  readonly error: (part: keyof PortRow) => string | undefined;
}

function PortFields({ row, change, number, error }: PortFieldsProps): ReactNode {
  const text = (name: 'hostPort' | 'containerPort' | 'hostIp') => ({
    labelHidden: true,
    mono: true,
    value: row[name],
    error: error(name),
    onChange: (value: string) => change({ [name]: value }),
  });
  return (
    <>
      <TextField
        label={`Host port ${number}`}
        className={css['port']}
        inputMode="numeric"
        placeholder="host port, or any"
        {...text('hostPort')}
      />
      <span aria-hidden="true" className={css['between']}>
        →
      </span>
      <TextField
        label={`Container port ${number}`}
        className={css['port']}
        inputMode="numeric"
        placeholder="container port"
        {...text('containerPort')}
      />
      <Select
        label={`Protocol ${number}`}
        labelHidden
        options={choices}
        value={row.protocol}
        onChange={(protocol) => change({ protocol })}
      />
      <TextField
        label={`Host address ${number}`}
        className={css['wide']}
        placeholder="on all addresses"
        {...text('hostIp')}
      />
    </>
  );
}
