import type { SshReasons } from '../../../../app/reasons/ssh.ts';
import type { ReasonWords } from '../../language/types.ts';

export const sshReasons: ReasonWords<SshReasons> = {
  'ssh-missing': ['There is no ssh on this machine.', 'Install OpenSSH (openssh-client), so that ssh is on the PATH.'],
  'ssh-configured-badly': ['ssh does not understand its configuration.', 'Mend ~/.ssh/config: ssh says which line.'],
  'ssh-address-invalid': ['This is no address for ssh.', 'Write it as ssh://user@host, with :port if it is not 22.'],
  'ssh-failed': [({ host }) => `ssh did not get to ${host}.`, ({ command }) => `Try it in a terminal: ${command}`],
  'ssh-denied': [
    ({ host }) => `${host} did not let you in.`,
    ({ command }) => `Add your key on that machine (${command}) or here (ssh-add), then try again.`,
  ],
  'ssh-host-key-unknown': [
    ({ host }) => `The key of ${host} was not accepted as the right one.`,
    'Try again, and compare the fingerprint with the one that the machine’s owner tells.',
  ],
  'ssh-host-key-changed': [
    ({ host }) => `${host} has another key than before.`,
    ({ command }) =>
      `Somebody may be answering in its place: ask its owner. Only if the machine was set up anew, forget the old key: ${command}`,
  ],
  'ssh-no-such-machine': [
    ({ host }) => `There is no machine called ${host}.`,
    'Check the name in the address, and ~/.ssh/config if it is one of yours.',
  ],
  'ssh-nothing-listens': [
    ({ host }) => `${host} takes no connections for ssh.`,
    'Start sshd on that machine (sudo systemctl start ssh), or check the port in the address.',
  ],
  'ssh-silent': [({ host }) => `${host} did not answer ssh.`, 'Check the address and the network.'],
  'ssh-no-way': [({ host }) => `There is no way to ${host}.`, 'Check the network, or the VPN that leads there.'],
  'ssh-no-engine': [
    ({ host }) => `There is neither Docker nor Podman on ${host}.`,
    'Install one of them there, or put the path of its socket behind the address: ssh://host/path',
  ],
  'ssh-engine-down': [
    ({ host, socket }) => `No engine listens at ${socket} on ${host}.`,
    ({ command }) => `Start it there: ${command}`,
  ],
  'ssh-socket-denied': [
    ({ host, socket, user }) => `${user} may not use ${socket} on ${host}.`,
    ({ command }) => `Add the user to the group there: ${command}`,
  ],
  'ssh-no-stream': [
    ({ host }) => `${host} lets ssh in, but not through to an engine.`,
    'Allow AllowStreamLocalForwarding in its sshd_config, or install the docker command there.',
  ],
};
