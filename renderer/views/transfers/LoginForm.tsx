import { type ReactNode, useState } from 'react';
import { useSession } from '../../session.tsx';
import type { TransferForms } from '../../stores/transfer-forms.ts';
import { TextField } from '../../ui/TextField.tsx';
import { TransferForm } from './TransferForm.tsx';
import { useSubmit } from './use-submit.ts';

/** Asks for a login to a registry. The password leaves with the form and is kept nowhere in the page. */
export function LoginForm(props: TransferForms['registries.login'] & { readonly onClose: () => void }): ReactNode {
  const { engine, onDone, onClose } = props;
  const { notices } = useSession();
  const [server, setServer] = useState(props.server ?? '');
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const submit = useSubmit();
  const logIn = async (): Promise<void> => {
    const login = { engine, server: server.trim() || 'docker.io', username: username.trim(), password };
    setPassword('');
    const kept = await submit.send((client) => client.registries.login(login));
    if (!kept) return;
    notices.succeed(`Logged in to ${login.server}`);
    onDone?.();
    onClose();
  };
  const serverFault =
    server.trim() === '' || /^(https?:\/\/)?(\[[0-9a-fA-F:]+\]|[\w.-]+)(:[0-9]{1,5})?(\/[\w./-]*)?$/.test(server.trim())
      ? undefined
      : 'Like registry.example or localhost:5000.';
  const missing = username.trim() === '' ? 'Write the user name.' : password === '' ? 'Write the password.' : undefined;
  return (
    <TransferForm
      title="Log in to a registry"
      description="The login is kept where the docker command keeps its own."
      verb="Log in"
      fault={serverFault ?? missing}
      submit={submit}
      onClose={onClose}
      onSubmit={() => void logIn()}
    >
      <TextField
        label="Registry"
        mono
        placeholder="docker.io"
        value={server}
        onChange={setServer}
        error={serverFault}
      />
      <TextField label="User name" value={username} onChange={setUsername} error={userFault(username)} />
      <TextField label="Password or token" type="password" autoComplete="off" value={password} onChange={setPassword} />
    </TransferForm>
  );
}

function userFault(username: string): string | undefined {
  return username.includes(':') ? 'A user name has no colon.' : undefined;
}
