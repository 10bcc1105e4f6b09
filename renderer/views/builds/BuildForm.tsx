import type { ReactNode } from 'react';
import type { DockerfileOutline } from '../../../app/dockerfile/outline.ts';
import type { BuildForm as Form } from '../../stores/build-forms.ts';
import { Checkbox } from '../../ui/Checkbox.tsx';
import { KeyValueEditor } from '../../ui/KeyValueEditor.tsx';
import { printable } from '../../ui/printable.ts';
import { Select } from '../../ui/Select.tsx';
import { TextField } from '../../ui/TextField.tsx';
import css from './BuildForm.module.css';
import { argumentRows, formErrors } from './form.ts';

/** What to build and how: tag, target, arguments, cache. */
export function BuildForm(props: {
  form: Form;
  outline: DockerfileOutline;
  /** Names of the arguments that the last build was given. */
  given: readonly string[];
  onChange: (form: Form) => void;
}): ReactNode {
  const { form, outline, given, onChange } = props;
  const stages = outline.stages.flatMap(({ name }) => name ?? []);
  const targets = [
    { value: '', label: stages.length === 0 ? 'The only stage' : 'The last stage' },
    ...stages.map((name) => ({ value: name, label: printable(name, 80) })),
  ];
  const errors = formErrors(form);
  const defaults = new Map(outline.args.map((arg) => [arg.name, arg.default]));
  const rows = argumentRows(form.args, outline);
  return (
    <div className={css['form']} role="group" aria-label="Build options">
      <div className={css['row']}>
        <div className={css['tag']}>
          <TextField
            label="Tag"
            mono
            placeholder="name:tag"
            value={form.tag}
            error={errors.tag}
            onChange={(tag) => onChange({ ...form, tag })}
          />
        </div>
        <Select
          label="Target"
          options={targets}
          value={stages.includes(form.target) ? form.target : ''}
          onChange={(target) => onChange({ ...form, target })}
          disabled={stages.length === 0}
        />
      </div>
      <KeyValueEditor
        label="Build arguments"
        item="argument"
        pairs={rows}
        onChange={(args) => onChange({ ...form, args })}
        error={({ name }) => errors.args.get(name)}
        valuePlaceholder={({ name }) =>
          given.includes(name) ? 'values are not kept' : (defaults.get(name) ?? 'not set')
        }
      />
      <div className={css['row']}>
        <Checkbox label="No cache" checked={form.noCache} onChange={(noCache) => onChange({ ...form, noCache })} />
        <Checkbox label="Pull base images" checked={form.pull} onChange={(pull) => onChange({ ...form, pull })} />
      </div>
    </div>
  );
}
