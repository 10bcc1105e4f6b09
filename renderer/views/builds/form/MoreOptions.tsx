import type { ReactNode } from 'react';
import { buildNetworks } from '../../../../app/builds.ts';
import type { MoreOfBuild } from '../../../stores/shown/build-forms.ts';
import { Checkbox } from '../../../ui/controls/Checkbox.tsx';
import { KeyValueEditor } from '../../../ui/controls/KeyValueEditor.tsx';
import { Select } from '../../../ui/controls/Select.tsx';
import { TextField } from '../../../ui/controls/TextField.tsx';
import { words } from '../../../words/words.ts';
import { Section } from '../../run/Section.tsx';
import css from './BuildForm.module.css';
import { countMore, isWrong, type MoreErrors } from './more.ts';

const text = words.builds.form.more;
const networks = buildNetworks.map((value) => ({ value, label: text.networks[value] }));

interface MoreProps {
  readonly more: MoreOfBuild;
  readonly errors: MoreErrors;
  readonly onChange: (more: MoreOfBuild) => void;
}

/** What few builds need, folded: secrets and the SSH agent, platform, network, hosts, labels, images as a cache. */
export function MoreOptions(props: MoreProps): ReactNode {
  const { more, errors, onChange } = props;
  return (
    <Section title={text.title} level={2} folds="folded" set={countMore(more)} wrong={isWrong(errors)}>
      <Lent {...props} />
      <div className={css['row']}>
        <div className={css['tag']}>
          <TextField
            label={text.platform}
            mono
            placeholder={text.platformExample}
            value={more.platform}
            error={errors.platform}
            onChange={(platform) => onChange({ ...more, platform })}
          />
        </div>
        <Select
          label={text.network}
          options={networks}
          value={more.network}
          onChange={(network) => onChange({ ...more, network })}
        />
      </div>
      <KeyValueEditor
        label={text.hosts}
        item={text.host}
        pairs={more.hosts}
        onChange={(hosts) => onChange({ ...more, hosts })}
        error={({ name }) => errors.hosts.get(name)}
        valuePlaceholder={() => text.address}
      />
      <KeyValueEditor
        label={text.labels}
        item={text.label}
        pairs={more.labels}
        onChange={(labels) => onChange({ ...more, labels })}
        error={({ name }) => errors.labels.get(name)}
      />
      <TextField
        label={text.cacheFrom}
        mono
        placeholder={text.cacheFromExample}
        value={more.cacheFrom}
        error={errors.cacheFrom}
        onChange={(cacheFrom) => onChange({ ...more, cacheFrom })}
      />
    </Section>
  );
}

/** What of this machine a step may use while it runs. */
function Lent({ more, errors, onChange }: MoreProps): ReactNode {
  return (
    <>
      <KeyValueEditor
        label={text.secrets}
        item={text.secret}
        pairs={more.secrets}
        onChange={(secrets) => onChange({ ...more, secrets })}
        error={({ name }) => errors.secrets.get(name)}
        valuePlaceholder={() => text.secretPlace}
        hint={text.secretsHint}
      />
      <Checkbox label={text.ssh} checked={more.ssh} onChange={(ssh) => onChange({ ...more, ssh })} />
    </>
  );
}
