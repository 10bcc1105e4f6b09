import { type ReactNode, useState } from 'react';
import { useSession } from '../../hooks/session.tsx';
import { useSubmit } from '../../hooks/use-submit.ts';
import type { TransferForms } from '../../stores/shown/transfer-forms.ts';
import { TextField } from '../../ui/controls/TextField.tsx';
import { words } from '../../words/words.ts';
import { TransferForm } from './TransferForm.tsx';

const text = words.transfers.login;

/** Asks for a login to a registry. The password leaves with the form and is kept nowhere in the page. */
export function LoginForm(props: TransferForms['registries.login'] & { readonly onClose: () => void }): ReactNode {
  const { engine, onDone, onClose } = props;
  const { notices } = useSession();
  const [server, setServer] = useState(props.server ?? '');
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const submit = useSubmit();
  const logIn = (): void => {
    const login = { engine, server: server.trim() || 'docker.io', username: username.trim(), password };
    setPassword('');
    const done = () => {
      notices.succeed(text.done({ registry: login.server }));
      onDone?.();
      onClose();
    };
    void submit.send((client) => client.registries.login(login), done);
  };
  const serverFault =
    server.trim() === '' || /^(https?:\/\/)?(\[[0-9a-fA-F:]+\]|[\w.-]+)(:[0-9]{1,5})?(\/[\w./-]*)?$/.test(server.trim())
      ? undefined
      : text.registryFault;
  const missing = username.trim() === '' ? text.userMissing : password === '' ? text.passwordMissing : undefined;
  return (
    <TransferForm
      title={text.title}
      description={text.description}
      verb={text.verb}
      fault={serverFault ?? missing}
      submit={submit}
      onClose={onClose}
      onSubmit={logIn}
    >
      <TextField
        label={text.registry}
        mono
        placeholder="docker.io"
        value={server}
        onChange={setServer}
        error={serverFault}
      />
      <TextField label={text.user} value={username} onChange={setUsername} error={userFault(username)} />
      <TextField label={text.password} type="password" autoComplete="off" value={password} onChange={setPassword} />
    </TransferForm>
  );
}

function userFault(username: string): string | undefined {
  return username.includes(':') ? text.userFault : undefined;
}
