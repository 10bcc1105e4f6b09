import { Eye, EyeOff } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { isSecret } from '../../../../app/derive/secrets.ts';
import { IconButton } from '../../../ui/controls/IconButton.tsx';
import { words } from '../../../words/words.ts';
import { PairGroup } from '../../parts/Facts.tsx';

const { facts } = words.containers;

/** The variables of a container; those that seem to be secrets are seen once somebody asks. */
export function Environment({ env }: { env: readonly string[] }): ReactNode {
  const [shown, setShown] = useState(false);
  const pairs = env.map(pair);
  const secret = new Set(pairs.flatMap(([name, value], at) => (isSecret(name, value) ? [at] : [])));
  return (
    <PairGroup
      title={facts.environment}
      nouns={facts.variables}
      pairs={pairs}
      hidden={shown ? undefined : secret}
      end={
        secret.size > 0 && (
          <IconButton
            size="sm"
            icon={shown ? EyeOff : Eye}
            label={words.overview.showSecrets}
            pressed={shown}
            onClick={() => setShown(!shown)}
          />
        )
      }
    />
  );
}

function pair(line: string): readonly [string, string] {
  const at = line.indexOf('=');
  return at < 0 ? [line, ''] : [line.slice(0, at), line.slice(at + 1)];
}
