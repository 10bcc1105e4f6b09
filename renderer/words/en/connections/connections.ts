import type { ConnectionReasons } from '../../../../app/reasons/connections.ts';
import type { ReasonWords } from '../../language/types.ts';

interface Name {
  readonly name: string;
}

export const connectionReasons: ReasonWords<ConnectionReasons> = {
  'connection-known': [
    ({ name }) => `Gantry knows the engine at this address already, as ${name}.`,
    'Edit that one, or switch it on if it is off.',
  ],
  'connection-name-taken': ['Another connection has this name.', 'Choose another one.'],
  'connection-password': [
    'An address holds no password.',
    'Leave it out: ssh asks for it or takes a key, TLS takes a certificate.',
  ],
  'connection-file-unreadable': ['This file cannot be read.', 'Write the whole path of a file on this machine.'],
  'connection-file-no-pem': ['This file is no PEM file.', 'Choose one that begins with -----BEGIN.'],
  'connection-half-certificate': ['A certificate and its key belong together.', 'Name both files, or neither.'],
  'connection-last': ['It is the only one that is on.', 'Switch another one on first.'],
  'connection-found': [
    'Gantry did not add it, and would find it again.',
    'Switch it off, or remove it where it comes from.',
  ],
  'connection-too-many': ['There are too many connections.', 'Remove some that you do not use.'],
  'handover-name-taken': ['This name is taken there.', 'Choose another one: nothing is written over.'],
  'handover-not-own': [
    'It comes from elsewhere, where it is named already.',
    'Only what was added here can be saved there.',
  ],
  'handover-no-authority': [
    'A Docker context has TLS only with an authority of its own.',
    'Edit the connection and name the file of its authority (ca.pem), then try again.',
  ],
  'handover-podman-tls': [
    'Podman’s connections know no TLS files.',
    'Save it as a Docker context, or reach it by SSH.',
  ],
  'handover-podman-socket': [
    'Podman’s connections name the socket over there.',
    'Edit the connection and put its path behind the address: ssh://host/run/podman/podman.sock',
  ],
  'handover-podman-pipe': ['Podman’s connections know no pipes.', 'Save it as a Docker context.'],
  'handover-file-damaged': [
    'Podman’s file of connections cannot be understood.',
    'Mend it, or remove it, then try again.',
  ],
  'handover-unwritten': ['It could not be written.', 'Look whether the folder may be written to.'],
  'handover-refused': [({ program }) => `${program} did not save it.`, 'What it said is below.'],
};

/** Of the engines that Gantry knows. */
export const connectionWords = {
  noneText:
    'Add the address of an engine; those of this machine, of the docker CLI and of Podman appear by themselves.',
  placeholder: 'state:unreachable from:context',
  inUse: ({ count }: { readonly count: string }) => `${count} on`,
  off: 'switched off',
  /** Where it comes from, in a cell and as a fact. */
  sources: {
    DOCKER_HOST: 'DOCKER_HOST',
    context: 'Docker context',
    podman: 'Podman connection',
    default: 'This machine',
    own: 'Added here',
  },
  colours: {
    grey: 'Grey',
    blue: 'Blue',
    green: 'Green',
    purple: 'Purple',
    orange: 'Orange',
    teal: 'Teal',
    pink: 'Pink',
    red: 'Red',
  },
  guards: { none: 'None', protected: 'Protected', 'read-only': 'Read-only' },
  columns: {
    place: 'Order',
    name: 'Name',
    state: 'State',
    engine: 'Engine',
    address: 'Address',
    source: 'From',
    guard: 'Guard',
  },
  verbs: {
    look: 'Show what it has',
    retry: 'Try now',
    edit: 'Edit…',
    raise: 'Move up',
    lower: 'Move down',
    on: { label: 'Switch on', doing: 'Switching on', done: 'Switched on' },
    off: { label: 'Switch off', doing: 'Switching off', done: 'Switched off' },
    isOff: 'It is switched off.',
    isOn: 'It is on already.',
    isFirst: 'It is the first already.',
    isLast: 'It is the last already.',
    reached: 'It is not waiting for anything.',
    foundElsewhere: 'Gantry did not add it and would find it again. Switch it off instead.',
    undone: ({ name }: Name) => `Added ${name} again`,
    undoFailed: 'It could not be added again',
  },
  add: { command: 'Add connection…', button: 'Add…' },
  /** Of one that was added here: into the configuration of another program. */
  handover: {
    verbs: { docker: 'Save as a Docker context…', podman: 'Save as a Podman connection…' },
    notOwn: 'It was not added here: it is named elsewhere already.',
    title: {
      docker: ({ name }: Name) => `Save ${name} as a Docker context`,
      podman: ({ name }: Name) => `Save ${name} as a Podman connection`,
    },
    name: { docker: 'Name of the context', podman: 'Name of the connection' },
    nameRule: 'Two or more of: letters, digits, _ . + -, a letter or digit first, and not “default”.',
    verb: 'Save',
    failed: 'It was not saved',
    /** Above a command that is run, and above files with what is put into each. */
    runs: 'This is run:',
    writes: 'This is written:',
    copyOf: ({ path }: { readonly path: string }) => `a copy of ${path} that only you can read`,
    saved: ({ name }: Name) => `Saved ${name}`,
  },
  manage: 'Manage connections…',
  form: {
    addTitle: 'Add connection',
    editTitle: ({ name }: Name) => `Edit ${name}`,
    verb: 'Add',
    addFailed: 'The connection was not added',
    editFailed: 'The connection was not changed',
    added: ({ name }: Name) => `Added ${name}`,
    changed: ({ name }: Name) => `Changed ${name}`,
    kind: 'Reached by',
    kinds: { socket: 'Socket', tcp: 'TCP', tls: 'TCP with TLS', ssh: 'SSH' },
    address: { socket: 'Path of the socket', tcp: 'Host and port', tls: 'Host and port', ssh: 'Destination' },
    hints: {
      socket: 'On this machine.',
      tcp: 'Anybody on the way can read along and take over: only for networks that you trust.',
      tls: 'Without a port it is 2376.',
      ssh: 'As for ssh: its configuration, keys and agent count. After a slash may stand the path of a socket.',
    },
    faults: {
      socket: 'Write the whole path, from the first slash on.',
      host: 'Write a host, and a port if it has another one: host:port.',
      port: 'A port is a number from 1 to 65535.',
      password: 'Leave the password out: it is neither asked for nor kept here.',
      destination: 'Write it as for ssh: user@host, or a name of its configuration.',
      scheme: 'This address is of another kind.',
    },
    ca: 'Authority (ca.pem)',
    caHint: 'Empty: the authorities that this machine trusts.',
    cert: 'Your certificate (cert.pem)',
    key: 'Its key (key.pem)',
    choose: 'Choose…',
    /** What the button is called; `file` is one of the three. */
    chooseFile: ({ file }: { readonly file: string }) => `Choose ${file}…`,
    chooseFolder: 'Take them from a folder…',
    folderTitle: 'Folder of the three files',
    notInFolder: ({ files, folder }: { readonly files: string; readonly folder: string }) =>
      `Not in ${folder}: ${files}`,
    colour: 'Colour',
    guard: 'Guard',
    guardHints: {
      none: 'Every verb does what it says.',
      protected: 'What cannot be undone asks for its name first.',
      'read-only': 'What would change something is refused.',
    },
    /** Of one that another program names: `source` is one of those above. */
    foundIn: ({ source }: { readonly source: string }) =>
      `It comes from elsewhere (${source}), which Gantry does not change: name, colour and guard are kept here only.`,
  },
  detail: {
    gone: 'This connection is gone',
    goneText: 'It was removed, or whatever named it does so no more.',
    title: 'Connection',
    foundName: 'Called there',
    file: 'Named in',
    tls: 'TLS',
    plain: 'no',
    secure: 'yes',
    engine: 'Engine',
    product: 'Product',
    api: 'API',
    system: 'System',
    features: 'Can do',
    featureNames: {
      buildkit: 'BuildKit',
      swarm: 'swarm',
      healthChecks: 'health checks on demand',
      updates: 'changes of limits',
    },
    away: 'The engine cannot be reached',
  },
};
