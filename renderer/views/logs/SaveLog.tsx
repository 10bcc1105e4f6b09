import { type ReactNode, useState } from 'react';
import { count } from '../../../app/format.ts';
import { Button } from '../../ui/Button.tsx';
import { Checkbox } from '../../ui/Checkbox.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { FolderChooser } from '../FolderChooser.tsx';
import { TransferForm, useTaskForm } from '../transfers/TransferForm.tsx';
import { fileName, pathFault, useTargetPath } from '../transfers/use-target-path.ts';
import type { RowCache } from './row-cache.ts';
import type { Span } from './row-source.ts';
import css from './SaveLog.module.css';

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
  const [choosing, setChoosing] = useState(false);
  const { path, setPath, setFolder } = useTargetPath(`${fileName(name) || 'log'}.log`);
  const { submit, start } = useTaskForm(onClose);
  const fault = pathFault(path.trim(), /[^/\\]\.(log|txt)$/i, 'The name of a log ends in .log or .txt.');
  const choices = [
    { value: 'all' as const, label: 'All rows' },
    ...(filtered ? [{ value: 'filtered' as const, label: 'The rows that match, and those shown around them' }] : []),
    ...(selected
      ? [{ value: 'selected' as const, label: `The ${count(selected.to - selected.from, 'selected row')}` }]
      : []),
  ];
  const onSubmit = () =>
    start((client) => {
      const { list, ...view } = cache.place;
      const place = what === 'all' || list === undefined ? view : { ...view, list };
      const span = what === 'selected' && selected ? selected : {};
      return client.logs.save({ ...place, ...span, timestamps, plain, path: path.trim(), overwrite });
    });
  return (
    <TransferForm
      title={`Save the log of ${name}`}
      verb="Save"
      fault={fault}
      submit={submit}
      onClose={onClose}
      onSubmit={onSubmit}
    >
      <TextField
        label="File"
        mono
        value={path}
        onChange={setPath}
        hint="On the machine that Gantry runs on."
        error={path === '' ? undefined : fault}
      />
      <div>
        <Button size="sm" onClick={() => setChoosing(true)}>
          Choose folder
        </Button>
      </div>
      {choices.length > 1 && <WhatChoice choices={choices} what={what} onChoose={setWhat} />}
      <Checkbox label="With timestamps" checked={timestamps} onChange={setTimestamps} />
      <Checkbox label="Without colour codes" checked={plain} onChange={setPlain} />
      <Checkbox label="Overwrite a file of this name" checked={overwrite} onChange={setOverwrite} />
      <FolderChooser open={choosing} title="Save in folder" onClose={() => setChoosing(false)} onPick={setFolder} />
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
      <legend>What</legend>
      {choices.map(({ value, label }) => (
        <label key={value}>
          <input type="radio" name="what" checked={what === value} onChange={() => onChoose(value)} />
          {label}
        </label>
      ))}
    </fieldset>
  );
}
