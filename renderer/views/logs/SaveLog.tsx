import { type ReactNode, useState } from 'react';
import { Checkbox } from '../../ui/controls/Checkbox.tsx';
import { words } from '../../words/words.ts';
import { TargetField } from '../transfers/TargetField.tsx';
import { TransferForm, useTaskForm } from '../transfers/TransferForm.tsx';
import { fileName, pathFault, useTargetPath } from '../transfers/use-target-path.ts';
import type { RowCache } from './model/row-cache.ts';
import type { Span } from './model/row-source.ts';
import css from './SaveLog.module.css';

const { saving } = words.logs;

interface SaveLogProps {
  readonly name: string;
  readonly cache: RowCache;
  /** Positions of the rows that are selected, if any are. */
  readonly selected: Span | undefined;
  readonly onClose: () => void;
}

type What = 'all' | 'filtered' | 'selected';

/** Asks what of a log to save, how and where. */
export function SaveLog({ name, cache, selected, onClose }: SaveLogProps): ReactNode {
  const filtered = !cache.whole;
  const [what, setWhat] = useState<What>(selected ? 'selected' : filtered ? 'filtered' : 'all');
  const [timestamps, setTimestamps] = useState(false);
  const [plain, setPlain] = useState(true);
  const [overwrite, setOverwrite] = useState(false);
  const target = useTargetPath(`${fileName(name) || 'log'}.log`);
  const path = target.path.trim();
  const { submit, start } = useTaskForm(onClose);
  const fault = pathFault(path, /[^/\\]\.(log|txt)$/i, saving.ending);
  const choices = [
    { value: 'all' as const, label: saving.all },
    ...(filtered ? [{ value: 'filtered' as const, label: saving.filtered }] : []),
    ...(selected
      ? [{ value: 'selected' as const, label: saving.selected({ count: selected.to - selected.from }) }]
      : []),
  ];
  const onSubmit = () =>
    start((client) => {
      const { list, ...view } = cache.place;
      const place = what === 'all' || list === undefined ? view : { ...view, list };
      const span = what === 'selected' && selected ? selected : {};
      return client.logs.save({ ...place, ...span, timestamps, plain, path, overwrite });
    });
  return (
    <TransferForm
      title={saving.title({ name })}
      verb={saving.verb}
      fault={fault}
      submit={submit}
      onClose={onClose}
      onSubmit={onSubmit}
    >
      <TargetField target={target} fault={fault} text={saving} />
      {choices.length > 1 && <WhatChoice choices={choices} what={what} onChoose={setWhat} />}
      <Checkbox label={saving.timestamps} checked={timestamps} onChange={setTimestamps} />
      <Checkbox label={saving.plain} checked={plain} onChange={setPlain} />
      <Checkbox label={saving.overwrite} checked={overwrite} onChange={setOverwrite} />
    </TransferForm>
  );
}

interface WhatChoiceProps {
  readonly choices: readonly { readonly value: What; readonly label: string }[];
  readonly what: What;
  readonly onChoose: (what: What) => void;
}

function WhatChoice({ choices, what, onChoose }: WhatChoiceProps): ReactNode {
  return (
    <fieldset className={css['what']}>
      <legend>{saving.what}</legend>
      {choices.map(({ value, label }) => (
        <label key={value}>
          <input type="radio" name="what" checked={what === value} onChange={() => onChoose(value)} />
          {label}
        </label>
      ))}
    </fieldset>
  );
}
