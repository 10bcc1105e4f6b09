import type { ReactNode } from 'react';
import { protocols } from '../../../app/create.ts';
import type { PortRow } from '../../stores/shown/run-drafts.ts';
import { Button } from '../../ui/controls/Button.tsx';
import { Select } from '../../ui/controls/Select.tsx';
import { TextField } from '../../ui/controls/TextField.tsx';
import { printable } from '../../ui/printable.ts';
import { words } from '../../words/words.ts';
import type { FieldsProps } from './Fields.tsx';
import { Rows } from './Rows.tsx';
import css from './Run.module.css';
import type { TakenPort } from './taken-ports.ts';

const { ports: own } = words.run;

const fresh: PortRow = { hostIp: '', hostPort: '', containerPort: '', protocol: 'tcp' };
const choices = protocols.map((value) => ({ value, label: value }));

/** Which ports are reached from outside, and where. */
export function PortRows({ form, set, error, taken }: FieldsProps): ReactNode {
  return (
    <Rows
      label={own.title}
      words={own}
      rows={form.ports}
      fresh={fresh}
      onChange={(ports) => set({ ports })}
      error={error('ports')}
    >
      {(row, change, number) => (
        <>
          <PortFields
            row={row}
            change={change}
            number={number}
            error={(part) => error(`ports.${number - 1}.${part}`)}
          />
          <Taken port={row.hostPort} by={taken.get(number - 1)} onUse={(port) => change({ hostPort: String(port) })} />
        </>
      )}
    </Rows>
  );
}

/** Who has the port, and the way out. */
function Taken(props: { port: string; by: TakenPort | undefined; onUse: (port: number) => void }): ReactNode {
  const { port, by, onUse } = props;
  if (!by) return null;
  const { holder, free } = by;
  return (
    <p className={css['taken']}>
      {holder === undefined
        ? own.takenByOther({ port: port.trim() })
        : own.taken({ port: port.trim(), holder: printable(holder, 80) })}
      {free !== undefined && (
        <Button size="sm" onClick={() => onUse(free)}>
          {own.use({ port: free })}
        </Button>
      )}
    </p>
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
        label={own.hostPort({ number })}
        className={css['port']}
        inputMode="numeric"
        placeholder={own.hostPortPlaceholder}
        {...text('hostPort')}
      />
      <span aria-hidden="true" className={css['between']}>
        →
      </span>
      <TextField
        label={own.containerPort({ number })}
        className={css['port']}
        inputMode="numeric"
        placeholder={own.containerPortPlaceholder}
        {...text('containerPort')}
      />
      <Select
        label={own.protocol({ number })}
        labelHidden
        options={choices}
        value={row.protocol}
        onChange={(protocol) => change({ protocol })}
      />
      <TextField
        label={own.hostIp({ number })}
        className={css['wide']}
        placeholder={own.hostIpPlaceholder}
        {...text('hostIp')}
      />
    </>
  );
}
