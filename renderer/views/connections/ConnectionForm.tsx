import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { GantryClient } from '../../../app/contract.ts';
import { type ConnectionKind, kindOfText } from '../../../app/derive/connection-address.ts';
import type { ConnectionState, NewConnection } from '../../../app/engines/connections.ts';
import { EngineColour, EngineGuard, type EngineId } from '../../../app/engines/engine.ts';
import type { Problem } from '../../../app/rpc/problem.ts';
import { saidOf } from '../../commands/connections.ts';
import { useSession } from '../../hooks/session.tsx';
import { useSubmit } from '../../hooks/use-submit.ts';
import { RadioGroup } from '../../ui/controls/RadioGroup.tsx';
import { Select } from '../../ui/controls/Select.tsx';
import { TextField } from '../../ui/controls/TextField.tsx';
import { Swatch } from '../../ui/marks/Swatch.tsx';
import { said, saidInFull } from '../../words/problems.ts';
import { words } from '../../words/words.ts';
import css from '../parts/Facts.module.css';
import { FormWindow } from '../parts/FormWindow.tsx';
import { addressFault, blankFields, type ConnectionFields, fieldsOf, saidIn, wayIn } from './form.ts';
import { WayTest } from './ReachTest.tsx';
import { TlsFields } from './TlsFields.tsx';

const { form: text, colours, guards, sources } = words.connections;

const kinds = (['socket', 'tcp', 'tls', 'ssh'] as const).map((value) => ({ value, label: text.kinds[value] }));
const examples: Readonly<Record<ConnectionKind, string>> = {
  socket: '/var/run/docker.sock',
  tcp: 'build.example.com:2375',
  tls: 'build.example.com:2376',
  ssh: 'me@build.example.com',
};

/** The form of a connection, or of a new one. */
export function ConnectionForm(props: { connection?: ConnectionState; onClose: () => void }): ReactNode {
  const { connection, onClose } = props;
  return connection ? (
    <EditConnection connection={connection} onClose={onClose} />
  ) : (
    <AddConnection onClose={onClose} />
  );
}

function AddConnection({ onClose }: { onClose: () => void }): ReactNode {
  const { notices } = useSession();
  const [fields, change] = useFields(blankFields);
  return (
    <ConnectionWindow
      title={text.addTitle}
      verb={text.verb}
      failed={text.addFailed}
      said={saidIn(fields)}
      send={(client, said) => client.connections.add(said)}
      onDone={({ name }) => notices.succeed(text.added({ name }))}
      onClose={onClose}
    >
      {(problem) => (
        <>
          <NameField fields={fields} problem={problem} onChange={change} />
          <AddressFields fields={fields} problem={problem} onChange={change} />
          <LookFields fields={fields} onChange={change} />
        </>
      )}
    </ConnectionWindow>
  );
}

/** Of one that something else names, what is kept here can be changed. */
function EditConnection({ connection, onClose }: { connection: ConnectionState; onClose: () => void }): ReactNode {
  const session = useSession();
  // Of another address it is another engine, which the window goes on to look at.
  const [looked] = useState(() => session.shown.getState().every((id) => id === connection.id));
  const [fields, change] = useFields(fieldsOf(connection));
  const own = connection.source === 'own';
  const { name, colour, guard } = fields;
  const kept = name.trim() === '' ? undefined : { ...saidOf(connection), name: name.trim(), colour, guard };
  return (
    <ConnectionWindow
      title={text.editTitle({ name: connection.name })}
      verb={words.common.save}
      failed={text.editFailed}
      said={own ? saidIn(fields) : kept}
      send={(client, said) => client.connections.edit({ connection: connection.id, ...said })}
      onDone={({ name }, id) => {
        session.notices.succeed(text.changed({ name }));
        if (looked && id !== connection.id) void session.select(id);
      }}
      onClose={onClose}
    >
      {(problem) => (
        <>
          <NameField fields={fields} problem={problem} onChange={change} />
          {own ? (
            <AddressFields fields={fields} problem={problem} onChange={change} />
          ) : (
            <p className={css['note']}>{text.foundIn({ source: sources[connection.source] })}</p>
          )}
          <LookFields fields={fields} onChange={change} />
        </>
      )}
    </ConnectionWindow>
  );
}

/** The window around the fields; what is wrong with one of them stands below that, all else above them. */
function ConnectionWindow(props: {
  title: string;
  verb: string;
  failed: string;
  /** Undefined while it cannot be sent. */
  said: NewConnection | undefined;
  send: (client: GantryClient, said: NewConnection) => Promise<EngineId>;
  onDone: (said: NewConnection, id: EngineId) => void;
  onClose: () => void;
  children: (problem: Problem | undefined) => ReactNode;
}): ReactNode {
  const { title, verb, failed, said, send, onDone, onClose, children } = props;
  const submit = useSubmit();
  const { busy, problem } = submit;
  const fields = useRef<HTMLDivElement>(null);
  // It may be out of sight in a small window.
  useEffect(() => {
    if (problem?.field !== undefined) fields.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus();
  }, [problem]);
  const onSubmit = async (): Promise<void> => {
    if (!said) return;
    await submit.send(
      (client) => send(client, said),
      (id) => {
        onDone(said, id);
        onClose();
      },
    );
  };
  return (
    <FormWindow
      title={title}
      verb={verb}
      ready={said !== undefined}
      busy={busy}
      problem={problem?.field === undefined ? problem : undefined}
      failed={failed}
      onSubmit={onSubmit}
      onClose={onClose}
    >
      <div ref={fields} className={css['form']}>
        {children(problem)}
      </div>
    </FormWindow>
  );
}

/** What stands in the form, and how some of it changes. */
function useFields(first: ConnectionFields) {
  const [fields, setFields] = useState(first);
  const change = (some: Partial<ConnectionFields>) => setFields((before) => ({ ...before, ...some }));
  return [fields, change] as const;
}

interface FieldsProps {
  readonly fields: ConnectionFields;
  /** Two changes may come before the form is drawn again. */
  readonly onChange: (change: Partial<ConnectionFields>) => void;
}

function NameField({ fields, problem, onChange }: FieldsProps & { problem: Problem | undefined }): ReactNode {
  return (
    <TextField
      label={words.common.name}
      maxLength={100}
      value={fields.name}
      onChange={(name) => onChange({ name })}
      error={wrong('name', problem)}
    />
  );
}

/** How the engine is reached. */
function AddressFields({ fields, problem, onChange }: FieldsProps & { problem: Problem | undefined }): ReactNode {
  const { kind, address } = fields;
  const setAddress = (address: string) => {
    const told = kindOfText(address);
    const other = told !== undefined && told !== (kind === 'tls' ? 'tcp' : kind);
    onChange({ address, ...(other ? { kind: told } : {}) });
  };
  return (
    <>
      <RadioGroup label={text.kind} options={kinds} value={kind} onChange={(kind) => onChange({ kind })} />
      <TextField
        label={text.address[kind]}
        mono
        placeholder={examples[kind]}
        maxLength={2000}
        value={address}
        onChange={setAddress}
        hint={text.hints[kind]}
        error={addressFault(fields) ?? wrong('address', problem)}
      />
      {kind === 'tls' && <TlsFields fields={fields} errorOf={(part) => wrong(part, problem)} onChange={onChange} />}
      <WayTest way={wayIn(fields)} />
    </>
  );
}

/** By what a person tells it apart, and what holds them back. */
function LookFields({ fields, onChange }: FieldsProps): ReactNode {
  const { colour, guard } = fields;
  return (
    <>
      <RadioGroup
        label={text.colour}
        options={EngineColour.options.map((value) => ({
          value,
          label: (
            <span>
              <Swatch colour={value} />
              {colours[value]}
            </span>
          ),
        }))}
        value={colour}
        onChange={(colour) => onChange({ colour })}
      />
      <Select
        label={text.guard}
        options={EngineGuard.options.map((value) => ({ value, label: guards[value] }))}
        value={guard}
        onChange={(guard) => onChange({ guard })}
        hint={text.guardHints[guard]}
      />
    </>
  );
}

/** What is wrong with a field, as the host says it. */
function wrong(field: string, problem: Problem | undefined): string | undefined {
  if (problem?.field !== field) return undefined;
  return problem.detail === undefined ? said(problem) : saidInFull(problem);
}
