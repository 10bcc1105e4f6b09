import { type ReactNode, useCallback, useEffect, useState } from 'react';
import { type Problem, toProblem } from '../../../app/problem.ts';
import type { RegistryList } from '../../../app/registries.ts';
import { openTransfer } from '../../commands/transfers.ts';
import { useSession } from '../../session.tsx';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { printable } from '../../ui/printable.ts';
import { Untrusted } from '../../ui/Untrusted.tsx';
import { ProblemBanner } from '../ProblemBanner.tsx';
import css from './Registries.module.css';
import groups from './Settings.module.css';

/** The logins that Docker keeps on this machine. */
export function Registries(): ReactNode {
  const session = useSession();
  const { link, notices } = session;
  const [list, setList] = useState<RegistryList>();
  const [problem, setProblem] = useState<Problem>();
  const read = useCallback(
    () =>
      link
        .ask((client) => client.registries.list({}))
        .then(
          (found) => {
            setList(found);
            setProblem(undefined);
          },
          (error: unknown) => setProblem(toProblem(error)),
        ),
    [link],
  );
  useEffect(
    () =>
      // Where a reload leads straight here, there is no connection yet.
      link.live(() => {
        void read();
        return () => undefined;
      }),
    [link, read],
  );
  const logOut = async (server: string): Promise<void> => {
    try {
      await link.ask((client) => client.registries.logout({ server }));
      notices.succeed(`Logged out of ${server}`);
    } catch (error) {
      notices.fail(`Log out of ${server} failed`, toProblem(error));
    }
    await read();
  };
  return (
    <section className={groups['group']} aria-label="Registries">
      <h2>Registries</h2>
      {problem && <ProblemBanner title="The logins could not be read" problem={problem} />}
      {list?.faults.map((fault) => (
        <Banner key={fault} tone="error" title="Some logins could not be read">
          <Untrusted text={fault} />
        </Banner>
      ))}
      {list?.logins.length === 0 && <p>No registry knows you yet: public images can be pulled, none pushed.</p>}
      {list && list.logins.length > 0 && <Logins list={list} onLogOut={(server) => void logOut(server)} />}
      <div>
        <Button onClick={() => openTransfer(session, 'registries.login', { onDone: () => void read() })}>
          Log in…
        </Button>
      </div>
    </section>
  );
}

function Logins({ list, onLogOut }: { list: RegistryList; onLogOut: (server: string) => void }): ReactNode {
  return (
    <ul className={css['logins']}>
      {list.logins.map(({ server, username, store }) => (
        <li key={server}>
          <div>
            <Untrusted text={server} />
            <div className={css['hint']}>
              {username === undefined ? 'with a token' : <Untrusted text={username} />}
              {store === 'file' ? ', in Docker’s configuration file' : <>, kept by {printable(store, 80)}</>}
            </div>
          </div>
          <Button size="sm" aria-label={`Log out of ${printable(server, 200)}`} onClick={() => onLogOut(server)}>
            Log out
          </Button>
        </li>
      ))}
    </ul>
  );
}
