import type { ReactNode } from 'react';
import { type ListOption, listNames, type SingleOption, type SwitchOption } from '../../../app/derive/run-options.ts';
import { Checkbox } from '../../ui/controls/Checkbox.tsx';
import { TextField } from '../../ui/controls/TextField.tsx';
import { words } from '../../words/words.ts';
import { bound, type FieldsProps } from './Fields.tsx';
import css from './Run.module.css';

const { labels, placeholders, severalHint } = words.run.options;

/** An option that is typed. */
export type TextOption = SingleOption | ListOption;

/** Fields of options in columns, as many in each row as are named together. */
export function Options(props: {
  readonly fields: FieldsProps;
  readonly rows: readonly (readonly TextOption[])[];
}): ReactNode {
  const { fields, rows } = props;
  return rows.map((names) => (
    <div key={names.join(' ')} className={css['columns']}>
      {names.map((name) => (
        <TextField
          key={name}
          label={labels[name]}
          mono
          placeholder={placeholders[name]}
          {...(isList(name) ? { title: severalHint } : {})}
          {...bound(fields, name)}
        />
      ))}
    </div>
  ));
}

/** An option that is on or off. */
export function Switch({ fields, name }: { readonly fields: FieldsProps; readonly name: SwitchOption }): ReactNode {
  const { form, set } = fields;
  return <Checkbox label={labels[name]} checked={form[name]} onChange={(on) => set({ [name]: on })} />;
}

function isList(name: TextOption): name is ListOption {
  return listNames.some((one) => one === name);
}
