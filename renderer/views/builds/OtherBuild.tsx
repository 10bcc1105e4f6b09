import { ArrowLeft } from 'lucide-react';
import { type ReactNode, useCallback } from 'react';
import type { BuildRecord } from '../../../app/builds.ts';
import { keyOf } from '../../../app/object-key.ts';
import { buildName } from '../../commands/builds.ts';
import { useSession } from '../../hooks/session.tsx';
import { IconButton } from '../../ui/controls/IconButton.tsx';
import { Banner } from '../../ui/display/Banner.tsx';
import { EmptyState } from '../../ui/display/EmptyState.tsx';
import { StateDot } from '../../ui/marks/StateDot.tsx';
import { Untrusted } from '../../ui/marks/Untrusted.tsx';
import { printable } from '../../ui/printable.ts';
import { words } from '../../words/words.ts';
import { Ago, Duration } from '../activity/Duration.tsx';
import { Output, type OutputSource } from '../activity/TaskOutput.tsx';
import { useFollowed } from '../object/use-followed.ts';
import { Heading } from '../parts/Heading.tsx';
import css from './BuildResult.module.css';
import { cacheShare, resultOf } from './record/summary.ts';

const own = words.builds.other;

/** A build that no Gantry asked for, by its engine and what that calls it: `engine/id`. */
export function OtherBuild({ name }: { name: string }): ReactNode {
  const session = useSession();
  const list = useFollowed(session.otherBuilds);
  const slash = name.indexOf('/');
  const [engine, id] = [name.slice(0, slash), name.slice(slash + 1)];
  const record = list.items.get(keyOf({ engine, kind: 'build', id }));
  const back = (
    <IconButton
      icon={ArrowLeft}
      label={words.builds.page.back}
      onClick={() => session.place.go({ section: 'builds' })}
    />
  );
  const title = record ? printable(buildName(record), 60) : words.sections.builds.label;
  return (
    <>
      <Heading title={title} back={back} summary={record && <Ago time={record.started} />} />
      {record ? (
        <Shown record={record} />
      ) : (
        list.status !== 'loading' && <EmptyState title={own.gone.title}>{own.gone.text}</EmptyState>
      )}
    </>
  );
}

function Shown({ record }: { record: BuildRecord }): ReactNode {
  const { link } = useSession();
  const { engine, id, error, started, ended } = record;
  const name = buildName(record);
  const source = useCallback<OutputSource>(
    (reader) => link.live((client) => client.builds.otherLog({ engine, build: id }, reader)),
    [link, engine, id],
  );
  return (
    <section className={css['result']} aria-label={own.label({ name: printable(name, 120) })}>
      <header className={css['head']}>
        <StateDot {...resultOf(record)} />
        <span className={css['quiet']}>
          <Duration started={started} ended={ended} />
        </span>
        <span className={css['quiet']}>{cacheShare(record)}</span>
        <span className={css['quiet']}>
          <Untrusted text={id} mono />
        </span>
      </header>
      {error && (
        <div className={css['error']}>
          <Banner tone="error" title={words.builds.result.failed}>
            <Untrusted text={error.message.slice(0, 1000)} />
          </Banner>
        </div>
      )}
      <div className={css['output']}>
        <Output title={name} source={source} />
      </div>
    </section>
  );
}
