import type { ReactNode } from 'react';
import type { BuildAbility } from '../../../../app/reasons/builds.ts';
import { cacheKinds, outputKinds, provenanceKinds, type WishesOfBuild } from '../../../stores/shown/build-forms.ts';
import { Checkbox } from '../../../ui/controls/Checkbox.tsx';
import { Select } from '../../../ui/controls/Select.tsx';
import { TextField } from '../../../ui/controls/TextField.tsx';
import { words } from '../../../words/words.ts';
import { Section } from '../../run/Section.tsx';
import css from './BuildForm.module.css';
import { countWishes, type WishErrors } from './wishes.ts';

const text = words.builds.form.wishes;
const outputs = outputKinds.map((value) => ({ value, label: text.outputs[value] }));
const caches = cacheKinds.map((value) => ({ value, label: text.caches[value] }));
const provenances = provenanceKinds.map((value) => ({ value, label: text.provenances[value] }));

interface WishProps {
  readonly wishes: WishesOfBuild;
  readonly errors: WishErrors;
  /** What the engine's builder can; undefined while that is not known. */
  readonly able: readonly BuildAbility[] | undefined;
  readonly onChange: (wishes: WishesOfBuild) => void;
}

/** Where a build goes, what it keeps for the next one, and what holds for what runs in it, folded. */
export function WishOptions(props: WishProps): ReactNode {
  const { wishes, errors } = props;
  const isWrong = Object.keys(errors).length > 0;
  return (
    <Section title={text.title} level={2} folds="folded" set={countWishes(wishes)} wrong={isWrong}>
      <Output {...props} />
      <Cache {...props} />
      <Running {...props} />
      <Attestations {...props} />
    </Section>
  );
}

function Output({ wishes, errors, able, onChange }: WishProps): ReactNode {
  const { output } = wishes;
  const isPath = output !== 'image' && output !== 'nothing';
  return (
    <>
      <div className={css['row']}>
        <Select
          label={text.output}
          options={outputs.filter(({ value }) => value === output || value === 'image' || can(able, `output-${value}`))}
          value={output}
          error={errors.output}
          hint={can(able, 'output-tar') ? undefined : text.cannot['output-tar']}
          onChange={(output) => onChange({ ...wishes, output })}
        />
        {isPath && (
          <div className={css['tag']}>
            <TextField
              label={text.path}
              mono
              placeholder={text.pathExample[output]}
              value={wishes.path}
              error={errors.path}
              hint={output === 'folder' ? text.newFolder : text.replaced}
              onChange={(path) => onChange({ ...wishes, path })}
            />
          </div>
        )}
      </div>
      {output === 'image' && (
        <Checkbox
          label={text.push}
          checked={wishes.push}
          hint={errors.push}
          onChange={(push) => onChange({ ...wishes, push })}
        />
      )}
    </>
  );
}

function Cache({ wishes, errors, able, onChange }: WishProps): ReactNode {
  const { cacheTo } = wishes;
  return (
    <>
      <TextField
        label={text.stages}
        mono
        placeholder={text.stagesExample}
        value={wishes.stages}
        error={errors.stages}
        hint={can(able, 'stages-anew') ? undefined : text.cannot['stages-anew']}
        onChange={(stages) => onChange({ ...wishes, stages })}
      />
      <div className={css['row']}>
        <Select
          label={text.cacheTo}
          options={caches.filter(({ value }) => value === cacheTo || value === 'none' || can(able, `cache-${value}`))}
          value={cacheTo}
          error={errors.cacheTo}
          hint={can(able, 'cache-registry') ? undefined : text.cannot['cache-registry']}
          onChange={(cacheTo) => onChange({ ...wishes, cacheTo })}
        />
        {cacheTo === 'registry' && (
          <div className={css['tag']}>
            <TextField
              label={text.cacheImage}
              mono
              placeholder={text.cacheImageExample}
              value={wishes.cacheImage}
              error={errors.cacheImage}
              onChange={(cacheImage) => onChange({ ...wishes, cacheImage })}
            />
          </div>
        )}
      </div>
      {cacheTo === 'registry' && (
        <Checkbox
          label={text.cacheAll}
          checked={wishes.cacheAll}
          onChange={(cacheAll) => onChange({ ...wishes, cacheAll })}
        />
      )}
    </>
  );
}

function Running({ wishes, errors, able, onChange }: WishProps): ReactNode {
  return (
    <div className={css['row']}>
      <TextField
        label={text.shm}
        mono
        placeholder={text.shmExample}
        value={wishes.shm}
        error={errors.shm}
        onChange={(shm) => onChange({ ...wishes, shm })}
      />
      <div className={css['tag']}>
        <TextField
          label={text.limits}
          mono
          placeholder={text.limitsExample}
          value={wishes.limits}
          error={errors.limits}
          hint={can(able, 'limits') ? undefined : text.cannot.limits}
          onChange={(limits) => onChange({ ...wishes, limits })}
        />
      </div>
    </div>
  );
}

function Attestations({ wishes, errors, able, onChange }: WishProps): ReactNode {
  const cannot = can(able, 'attestations') ? undefined : text.cannot.attestations;
  return (
    <>
      <div className={css['row']}>
        <Select
          label={text.provenance}
          options={provenances}
          value={wishes.provenance}
          disabled={cannot !== undefined && wishes.provenance === 'none'}
          error={errors.provenance}
          hint={cannot}
          onChange={(provenance) => onChange({ ...wishes, provenance })}
        />
      </div>
      <Checkbox
        label={text.sbom}
        checked={wishes.sbom}
        disabled={cannot !== undefined && !wishes.sbom}
        hint={text.sbomHint}
        onChange={(sbom) => onChange({ ...wishes, sbom })}
      />
    </>
  );
}

/** What is not known yet is not held back. */
function can(able: readonly BuildAbility[] | undefined, ability: string): boolean {
  return able === undefined || able.some((one) => one === ability);
}
