import type { EngineReasons, Noun, Told } from '../../../app/reasons/engine.ts';
import type { StartingReasons } from '../../../app/reasons/starting.ts';
import { plural } from '../language/plural.ts';
import type { ReasonWords } from '../language/types.ts';

const nouns: Readonly<Record<Noun, string>> = {
  container: 'container',
  image: 'image',
  volume: 'volume',
  network: 'network',
};

const told: Readonly<Record<Told, string>> = { disk: 'what its disk is used for', system: 'what it is' };

const startIt = 'Start Docker or Podman; Gantry connects as soon as it answers.';
const isStuck = 'It may be busy or stuck: try again, or restart it.';

export const engineReasons: ReasonWords<EngineReasons> = {
  'engine-unreachable': 'The engine cannot be reached.',
  'engine-denies': 'The engine does not allow this.',
  'engine-refuses-request': 'The engine did not accept the request.',
  'engine-asks-who': 'The engine wants to know who you are.',
  'engine-disk-full': ['The disk of the engine is full.', 'Free some space.'],
  'engine-cannot': 'This engine cannot do that.',
  'engine-failed': 'The engine failed to do this.',
  'object-gone': ({ noun }) => `The engine does not know this ${nouns[noun]} any more.`,
  'object-state': ({ noun }) => `The ${nouns[noun]} is not in a state that allows this.`,
  'object-in-use': [
    ({ noun, names, count, more }) => {
      const users = plural(count, { one: 'container', other: 'containers' });
      return `The ${nouns[noun]} is in use by the ${users} ${names}${more > 0 ? ` and ${more} more` : ''}.`;
    },
    ({ noun, count }) => {
      const users = plural(count, { one: 'that container', other: 'those containers' });
      return noun === 'network' ? `Disconnect or remove ${users} first.` : `Remove ${users} first.`;
    },
  ],
  'not-an-engine': [
    'Something answers at this address, but it is not a container engine.',
    'Check the address: it must be the API of Docker or Podman, with TLS if the engine wants that.',
  ],
  'answer-too-large': 'The engine sent more than Gantry can take in.',
  'engine-lost': 'The connection to the engine broke.',
  'engine-lost-over-tls': [
    'The connection to the engine broke.',
    'It may have refused your certificate: check cert.pem and key.pem.',
  ],
  'engine-silent': [({ seconds }) => `The engine did not answer within ${seconds} seconds.`, isStuck],
  'engine-closed': 'The engine closed the connection.',
  'engine-stuck': ['The engine accepts connections but does not answer.', isStuck],
  'engine-odd': 'The engine does not answer as it should.',
  'podman-only': 'Only Podman can do this, from version 4 on.',
  'engine-tells-not': ({ what }) => `This engine does not tell ${told[what]}.`,
  'engine-unknown': 'Gantry does not know this engine any more.',
  'engine-read-only': [
    ({ name }) => `The connection ${name} is read-only: nothing is changed there.`,
    'Make it writable under Connections if you want to.',
  ],
  'no-socket': ['There is no socket at this address.', startIt],
  'not-a-socket': 'The file at this address is not a socket.',
  'nothing-listens': ['Nothing listens at this address.', startIt],
  'no-such-machine': 'There is no machine of this name.',
  'machine-not-looked-up': 'The name of the machine cannot be looked up just now.',
  'machine-silent': ['The machine did not answer.', 'Check the address and the network.'],
  'no-way-to-machine': 'There is no way to this machine.',
  'no-way-to-network': 'There is no way to this network.',
  'certificate-of-another-name': [
    ({ host, names }) =>
      names === ''
        ? `The certificate of the engine is not for ${host}.`
        : `The certificate of the engine is not for ${host} but for ${names}.`,
    'Use a name that the certificate was made for, or have one made for this name.',
  ],
  'certificate-authority-unknown': [
    'Nobody whom this connection trusts has signed the certificate of the engine.',
    'Put the certificate of the authority that signed it into ca.pem. If it was right yesterday, somebody else may be answering.',
  ],
  'certificate-expired': [
    ({ whose }) =>
      ({
        engine: 'The certificate of the engine has expired.',
        authority: 'The certificate of the authority in ca.pem has expired.',
        own: 'Your certificate for this engine has expired.',
      })[whose],
    ({ whose }) =>
      ({
        engine: 'Have a new one made on the machine of the engine, and restart the engine.',
        authority: 'Get the new certificate of the authority, and put it into ca.pem.',
        own: 'Have a new one made, and put it into cert.pem and its key into key.pem.',
      })[whose],
  ],
  'certificate-not-yet-valid': [
    'The certificate of the engine is not valid yet.',
    'Check the clocks of this machine and of the engine’s.',
  ],
  'certificates-distrusted': [
    'No secure connection to the engine can be agreed on.',
    'Check ca.pem, cert.pem and key.pem of this engine.',
  ],
  'certificate-unchecked': [
    'Gantry does not connect to an engine without checking its certificate.',
    'Put the certificate authority of the engine into ca.pem and set DOCKER_TLS_VERIFY=1.',
  ],
  'own-certificate-missing': [
    'The engine wants a certificate of yours, and this connection has none.',
    'Put cert.pem and its key.pem beside ca.pem.',
  ],
  'own-certificate-refused': [
    'The engine does not accept your certificate.',
    'Use a cert.pem that the authority of this engine has signed, made for clients.',
  ],
  'tls-key-unfit': [
    'The key of this connection does not belong to its certificate.',
    'Put the two that were made together into cert.pem and key.pem.',
  ],
  'tls-file-damaged': [
    'A certificate or the key of this connection cannot be read.',
    'ca.pem, cert.pem and key.pem must be PEM files (-----BEGIN …), the key without a passphrase.',
  ],
  'tls-file-missing': [
    ({ file }) => `TLS is asked for, but ${file} cannot be read.`,
    'Put ca.pem, cert.pem and key.pem there, or set DOCKER_CERT_PATH to the folder that has them.',
  ],
  'tls-wanted': [
    'The engine speaks only TLS at this address.',
    'Set DOCKER_TLS_VERIFY=1 and DOCKER_CERT_PATH, or add the certificates to this connection.',
  ],
  'no-tls-here': [
    'The engine does not speak TLS at this address.',
    'Check the port (2375 is plain, 2376 is TLS), or connect without TLS.',
  ],
  'socket-denied': [
    'You may not use the socket of this engine.',
    'Add your user to the group that owns the socket (sudo usermod -aG docker "$USER"), then sign in again.',
  ],
  'engine-too-old': [({ api }) => `This engine is too old for Gantry (API ${api}).`, 'Update the engine.'],
  'engine-too-new': [({ api }) => `This engine is too new for Gantry (API ${api} or later).`, 'Update Gantry.'],
  'address-invalid': [
    'This is not the address of an engine.',
    'Write it as unix:///path, tcp://host:port, ssh://user@host or npipe:////./pipe/name.',
  ],
  'network-exists': ({ name }) => `There is already a network called ${name}.`,
  'volume-exists': ({ name }) => `There is already a volume called ${name}.`,
};

export const startingReasons: ReasonWords<StartingReasons> = {
  'start-unknown': ['Gantry does not know what starts this engine.', 'Start it as you usually do.'],
  'start-not-here': [({ program }) => `The program ${program} is not on this machine, or not in use.`, ''],
  'start-failed': [
    ({ program, code }) => `${program} ended with exit code ${code}.`,
    'Its output says why. In a terminal it may be able to ask for your password.',
  ],
};

interface Named {
  readonly name: string;
}

/** Of starting an engine. */
export const startingWords = {
  verb: ({ name }: Named) => `Start ${name}…`,
  /** The task. */
  task: ({ name }: Named) => `Start ${name}`,
  title: ({ name }: Named) => `Start ${name}?`,
  body: 'Gantry runs this command on this machine. Its output is shown in Activity.',
  confirm: 'Start',
  /** `command` stands in the text as code. */
  with: ({ command }: { readonly command: string }) => `Start it with ${command}`,
  copy: 'Copy the command',
};
