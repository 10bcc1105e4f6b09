import { Route } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ConnectionState } from '../../../app/engines/connections.ts';
import type { EngineVersion } from '../../../app/engines/engine.ts';
import { connectionCommands, edit, retry, test } from '../../commands/connections.ts';
import { runAllowed } from '../../commands/running/run-allowed.ts';
import { useSession } from '../../hooks/session.tsx';
import type { Keyed } from '../../stores/lists/list.ts';
import { Button } from '../../ui/controls/Button.tsx';
import { EmptyState } from '../../ui/display/EmptyState.tsx';
import type { KeyValueEntry } from '../../ui/display/KeyValue.tsx';
import { StateDot } from '../../ui/marks/StateDot.tsx';
import { Swatch } from '../../ui/marks/Swatch.tsx';
import { productOf } from '../../words/engines.ts';
import { words } from '../../words/words.ts';
import { overviewTab, read } from '../object/detail-tabs.tsx';
import { ObjectDetail } from '../object/ObjectDetail.tsx';
import type { Verbs } from '../object/object-menu.ts';
import type { DetailProps } from '../object/types.ts';
import { FactGroup, Facts, textFact } from '../parts/Facts.tsx';
import { ProblemBanner } from '../parts/ProblemBanner.tsx';
import { StartButtons } from '../parts/StartEngine.tsx';
import { ReachTest } from './ReachTest.tsx';
import { connectionState } from './state.ts';

const { detail: text, columns, sources, guards, colours, form } = words.connections;

/** What can be done to a connection, and what of it can be copied. */
export const connectionVerbs: Verbs<ConnectionState> = {
  commands: connectionCommands,
  copies: { name: ({ name }) => name, address: ({ address }) => address },
};

/** Everything about one connection. */
export function ConnectionDetail(props: DetailProps<Keyed<ConnectionState>>): ReactNode {
  const { objectKey, id, item, known, width, onClose } = props;
  return (
    <ObjectDetail
      objectKey={objectKey}
      name={item?.name ?? id}
      badge={item && <StateDot {...connectionState(item)} />}
      target={item}
      verbs={connectionVerbs}
      shown={[edit, test, retry]}
      tabs={[
        overviewTab(item, overview),
        { id: 'test', label: words.reach.tab, icon: Route, content: read(item, reachTest) },
      ]}
      screen={known && item === undefined ? <EmptyState title={text.gone}>{text.goneText}</EmptyState> : undefined}
      width={width}
      onClose={onClose}
    />
  );
}

const overview = (connection: ConnectionState) => <Overview connection={connection} />;
const reachTest = (connection: ConnectionState) => <ReachTest connection={connection} />;

function Overview({ connection }: { connection: ConnectionState }): ReactNode {
  const { status, used } = connection;
  return (
    <Facts>
      {used && status.kind === 'unreachable' && <Away connection={connection} problem={status.problem} />}
      <FactGroup title={text.title} entries={connectionFacts(connection)} />
      {status.kind === 'connected' && <FactGroup title={text.engine} entries={engineFacts(status.version)} />}
    </Facts>
  );
}

/** Why the engine cannot be reached, and the way to try again. */
function Away({
  connection,
  problem,
}: {
  connection: ConnectionState;
  problem: Extract<ConnectionState['status'], { kind: 'unreachable' }>['problem'];
}): ReactNode {
  const session = useSession();
  return (
    <ProblemBanner
      title={text.away}
      problem={problem}
      actions={
        <>
          <StartButtons engines={[connection]} />
          <Button onClick={() => void runAllowed(retry, [connection], session)}>{retry.label}</Button>
        </>
      }
    />
  );
}

function connectionFacts(connection: ConnectionState): readonly KeyValueEntry[] {
  const { address, source, file, name, foundName, secure, tls, colour, guard } = connection;
  return [
    textFact(columns.address, address),
    { label: columns.source, value: sources[source] },
    ...(foundName === name ? [] : [textFact(text.foundName, foundName)]),
    ...(file === undefined ? [] : [textFact(text.file, file)]),
    ...(address.startsWith('tcp:') ? [{ label: text.tls, value: secure || tls ? text.secure : text.plain }] : []),
    ...(tls?.ca === undefined ? [] : [textFact(form.ca, tls.ca)]),
    ...(tls?.cert === undefined ? [] : [textFact(form.cert, tls.cert)]),
    ...(tls?.key === undefined ? [] : [textFact(form.key, tls.key)]),
    {
      label: form.colour,
      value: (
        <>
          <Swatch colour={colour} />
          {colours[colour]}
        </>
      ),
    },
    { label: columns.guard, value: guards[guard] },
  ];
}

function engineFacts(engine: EngineVersion): readonly KeyValueEntry[] {
  const { version, api, os, arch, features } = engine;
  const can = (Object.keys(text.featureNames) as (keyof typeof text.featureNames)[]).filter((name) => features[name]);
  return [
    textFact(text.product, productOf(engine, version)),
    textFact(text.api, api),
    textFact(text.system, `${os}/${arch}`),
    ...(can.length === 0
      ? []
      : [{ label: text.features, value: can.map((name) => text.featureNames[name]).join(', ') }]),
  ];
}
