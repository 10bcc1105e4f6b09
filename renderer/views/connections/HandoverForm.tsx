import { type ReactNode, useCallback, useState } from 'react';
import type { GantryClient } from '../../../app/contract.ts';
import type { ConnectionState } from '../../../app/engines/connections.ts';
import { HandoverName, type HandoverPlan, type HandoverTo } from '../../../app/engines/handovers.ts';
import { cliWord } from '../../../app/text/command-line.ts';
import { useSession } from '../../hooks/session.tsx';
import { useAnswer } from '../../hooks/use-answer.ts';
import { useSubmit } from '../../hooks/use-submit.ts';
import { TextField } from '../../ui/controls/TextField.tsx';
import { printable } from '../../ui/printable.ts';
import { said } from '../../words/problems.ts';
import { words } from '../../words/words.ts';
import { FormWindow } from '../parts/FormWindow.tsx';
import css from './HandoverForm.module.css';

const text = words.connections.handover;

/** Asks what a connection is to be called in the docker CLI's or Podman's configuration, and shows what is written there. */
export function HandoverForm(props: { connection: ConnectionState; to: HandoverTo; onClose: () => void }): ReactNode {
  const { connection, to, onClose } = props;
  const { notices } = useSession();
  const submit = useSubmit();
  const [typed, setName] = useState(() => nameFrom(connection.name));
  const name = typed.trim();
  const fits = HandoverName.safeParse(name).success;
  const ask = useCallback(
    ({ handovers }: GantryClient, signal: AbortSignal) =>
      handovers.plan({ connection: connection.id, to, name }, { signal }),
    [connection.id, to, name],
  );
  const { answer: plan, problem, loading } = useAnswer(fits ? ask : undefined);
  const why = fits ? (problem ?? submit.problem) : undefined;
  const ofName = why?.field === 'name';
  return (
    <FormWindow
      title={text.title[to]({ name: printable(connection.name, 60) })}
      verb={text.verb}
      ready={fits && !loading && problem === undefined}
      busy={submit.busy}
      problem={ofName ? undefined : why}
      failed={text.failed}
      onSubmit={() =>
        submit.send(
          (client) => client.handovers.write({ connection: connection.id, to, name }),
          () => {
            notices.succeed(text.saved({ name }));
            onClose();
          },
        )
      }
      onClose={onClose}
    >
      <TextField
        label={text.name[to]}
        mono
        maxLength={100}
        value={typed}
        onChange={setName}
        error={name !== '' && !fits ? text.nameRule : ofName ? said(why) : undefined}
      />
      {plan && fits && why === undefined && <Plan plan={plan} />}
    </FormWindow>
  );
}

function Plan({ plan: { command, files } }: { plan: HandoverPlan }): ReactNode {
  return (
    <div className={css['plan']} role="group" aria-label={text.writes}>
      {command && (
        <>
          <p>{text.runs}</p>
          <code className={css['code']}>{printable(command.map(cliWord).join(' '), 4000)}</code>
        </>
      )}
      {files.length > 0 && <p>{text.writes}</p>}
      <ul className={css['files']}>
        {files.map(({ path, text: content, copyOf }) => (
          <li key={path}>
            <code>{printable(path, 1000)}</code>
            {content !== undefined && <code className={css['code']}>{printable(content, 4000)}</code>}
            {copyOf !== undefined && <p>{text.copyOf({ path: printable(copyOf, 1000) })}</p>}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** The name as far as the other program takes it. */
function nameFrom(name: string): string {
  const plain = name.replaceAll(/[^a-zA-Z0-9_.+-]+/g, '-').replace(/^[^a-zA-Z0-9]+/, '');
  return plain.replace(/-+$/, '');
}
