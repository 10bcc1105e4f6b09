import { PlugZap } from 'lucide-react';
import type { ReactNode } from 'react';
import { Banner } from '../../ui/display/Banner.tsx';
import { Details } from '../../ui/display/Details.tsx';
import { EmptyState } from '../../ui/display/EmptyState.tsx';
import { printable } from '../../ui/printable.ts';
import { words } from '../../words/words.ts';
import { type DownEngine, RetryButton, sentences } from './EngineProblem.tsx';
import { StartButtons } from './StartEngine.tsx';

const text = words.parts.engineAway;

/** Names that a banner has room for. */
const mostNamed = 5;

/** Above a list of several engines: that some of them cannot be reached, and why each. */
export function EnginesBanner({ engines }: { engines: readonly DownEngine[] }): ReactNode {
  return (
    <Banner
      tone="error"
      title={text.someLastKnown({ count: engines.length })}
      detail={reasons(engines)}
      actions={<Verbs engines={engines} />}
    >
      {named(engines)}
    </Banner>
  );
}

/** In place of a list of several engines none of which could be reached. */
export function EnginesScreen({ engines }: { engines: readonly DownEngine[] }): ReactNode {
  return (
    <div role="alert" style={{ display: 'contents' }}>
      <EmptyState
        icon={PlugZap}
        title={text.noneReachable({ count: engines.length })}
        actions={<Verbs engines={engines} />}
      >
        <p>{named(engines)}</p>
        <Details text={reasons(engines)} />
      </EmptyState>
    </div>
  );
}

function Verbs({ engines }: { engines: readonly DownEngine[] }): ReactNode {
  return (
    <>
      <StartButtons engines={engines} />
      <RetryButton engines={engines} />
    </>
  );
}

function named(engines: readonly DownEngine[]): string {
  const names = engines.slice(0, mostNamed).map(({ name }) => printable(name, 40));
  const more = engines.length - names.length;
  return [...names, ...(more > 0 ? [words.common.andMore({ count: more })] : [])].join(', ');
}

function reasons(engines: readonly DownEngine[]): string {
  return engines
    .map(({ name, status }) => text.one({ engine: printable(name, 60), why: sentences(status.problem) }))
    .join('\n');
}
