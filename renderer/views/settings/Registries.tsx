import type { ReactNode } from 'react';
import type { GantryClient } from '../../../app/contract.ts';
import type { RegistryList } from '../../../app/engines/registries.ts';
import { toProblem } from '../../../app/rpc/problem.ts';
import { openTransfer } from '../../commands/transfers.ts';
import { useSession } from '../../hooks/session.tsx';
import { useAnswer } from '../../hooks/use-answer.ts';
import { Button } from '../../ui/controls/Button.tsx';
import { Banner } from '../../ui/display/Banner.tsx';
import { Filled } from '../../ui/marks/Filled.tsx';
import { Untrusted } from '../../ui/marks/Untrusted.tsx';
import { printable } from '../../ui/printable.ts';
import { saidWithDetail } from '../../words/problems.ts';
import { words } from '../../words/words.ts';
import { ProblemBanner } from '../parts/ProblemBanner.tsx';
import css from './Registries.module.css';
import groups from './Settings.module.css';

const text = words.settings.registries;

const askLogins = (client: GantryClient, signal: AbortSignal) => client.registries.list({}, { signal });

/** The logins that Docker keeps on this machine. */
export function Registries(): ReactNode {
  const session = useSession();
  const { link, notices } = session;
  const { answer: list, problem, again } = useAnswer(askLogins);
  const logOut = async (server: string): Promise<void> => {
    try {
      await link.ask((client) => client.registries.logout({ server }));
      notices.succeed(text.loggedOut({ server }));
    } catch (error) {
      notices.fail(text.logOutFailed({ server }), toProblem(error));
    }
    again();
  };
  return (
    <section className={groups['group']} aria-label={text.title}>
      <h2>{text.title}</h2>
      {problem && <ProblemBanner title={text.readFailed} problem={problem} />}
      {list?.faults.map((fault) => (
        <Banner key={JSON.stringify(fault)} tone="error" title={text.someUnread}>
          <Untrusted text={saidWithDetail(fault)} />
        </Banner>
      ))}
      {list?.logins.length === 0 && <p>{text.none}</p>}
      {list && list.logins.length > 0 && <Logins list={list} onLogOut={(server) => void logOut(server)} />}
      <div>
        <Button onClick={() => openTransfer(session, 'registries.login', { onDone: again })}>{text.logIn}</Button>
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
              <Filled
                text={store === 'file' ? text.inFile : ({ who }) => text.inStore({ who, store: printable(store, 80) })}
                names={{ who: username === undefined ? text.token : <Untrusted text={username} /> }}
              />
            </div>
          </div>
          <Button
            size="sm"
            aria-label={text.logOutOf({ server: printable(server, 200) })}
            onClick={() => onLogOut(server)}
          >
            {text.logOut}
          </Button>
        </li>
      ))}
    </ul>
  );
}
