import { plural } from '../../language/plural.ts';
import { optionRules, runOptionWords, runPasteWords } from './options.ts';

interface Numbered {
  /** Of the row, from 1. */
  readonly number: number;
}

/** Of the form that runs a container. */
export const runWords = {
  command: 'Run a container…',
  failed: 'Run failed',
  cancelFailed: 'Cancel failed',
  ended: ({ title, line }: { readonly title: string; readonly line: string }) => `${title}: ${line}`,
  endedWarned: ({ title, line, count }: { readonly title: string; readonly line: string; readonly count: number }) =>
    `${title}: ${line}, with ${plural(count, { one: '# warning', other: '# warnings' })}`,
  showWarnings: 'Show',
  title: 'Run a container',
  refused: 'It could not be run',
  run: 'Run',
  create: 'Create',
  /** What stands behind the key that sends the form. */
  keyRuns: 'runs it',
  keyCreates: 'creates it',
  sections: {
    basics: 'What runs',
    reached: 'Ports and mounts',
    limits: 'Network, limits, restarts',
    more: 'Rarely needed',
  },
  line: {
    label: 'Command line',
    none: 'The command line appears when the fields are right.',
    copy: 'Copy command line',
  },
  basics: {
    image: 'Image',
    pull: 'Pull',
    pulls: { missing: 'If it is missing', always: 'Always', never: 'Never' },
    name: 'Name',
    nameHint: 'Empty: the engine makes one up.',
    command: 'Command',
    commandHint: "Empty: the image’s own. Quotes keep words together; for pipes and $VARIABLES: sh -c '…'.",
  },
  environment: { title: 'Environment', item: 'variable' },
  ports: {
    title: 'Ports',
    add: 'Add port',
    remove: ({ number }: Numbered) => `Remove port ${number}`,
    hostPort: ({ number }: Numbered) => `Host port ${number}`,
    hostPortPlaceholder: 'host port, or any',
    containerPort: ({ number }: Numbered) => `Container port ${number}`,
    containerPortPlaceholder: 'container port',
    protocol: ({ number }: Numbered) => `Protocol ${number}`,
    hostIp: ({ number }: Numbered) => `Host address ${number}`,
    hostIpPlaceholder: 'on all addresses',
    taken: ({ port, holder }: { readonly port: string; readonly holder: string }) =>
      `Port ${port} is used by ${holder}.`,
    takenByOther: ({ port }: { readonly port: string }) => `Something else on the engine’s machine has port ${port}.`,
    /** Takes a port that is free. */
    use: ({ port }: { readonly port: number }) => `Use ${port}`,
  },
  mounts: {
    title: 'Mounts',
    add: 'Add mount',
    remove: ({ number }: Numbered) => `Remove mount ${number}`,
    type: ({ number }: Numbered) => `Type of mount ${number}`,
    types: { volume: 'Volume', bind: 'Folder', tmpfs: 'Memory' },
    source: ({ number }: Numbered) => `Source ${number}`,
    sources: {
      volume: 'volume name, or a new one',
      bind: '/path on the engine’s machine',
      tmpfs: 'gone when it stops',
    },
    target: ({ number }: Numbered) => `Target ${number}`,
    /** Of an engine that does not say that it is missing. */
    sourceMade: 'This engine makes an empty folder of a source that is not there.',
    targetPlaceholder: '/path inside',
    readOnly: 'Read-only',
  },
  limits: {
    network: 'Network',
    networkDefault: 'the engine’s default',
    memory: 'Memory',
    cpus: 'CPUs',
    none: 'no limit',
    restart: 'Restart',
    restarts: { no: 'Never', onFailure: 'On failure', unlessStopped: 'Unless stopped', always: 'Always' },
    maxRetries: 'At most',
    endless: 'without end',
  },
  more: {
    entrypoint: 'Entrypoint',
    workdir: 'Working directory',
    user: 'User',
    labels: 'Labels',
    labelItem: 'label',
    start: 'Start it',
    autoRemove: 'Remove it when it ends',
    tty: 'Terminal (TTY)',
  },
  paste: runPasteWords,
  options: runOptionWords,
  /** What a field takes, where what was typed is not that. */
  rules: {
    options: optionRules,
    oneOf: ({ word, rule }: { readonly word: string; readonly rule: string }) => `Not ${word}. ${rule}`,
    noHealthcheck: 'There is a health check, or there is none: choose one of both.',
    workdir: 'An absolute path inside the container, such as /app.',
    user: 'A name or number, with a group after a colon if you want.',
    network: 'The name of a network.',
    restart: 'What is removed when it ends cannot be restarted: choose one of both.',
    /** A bound that nobody meets by typing. */
    tooMuch: ({ field }: { readonly field: string }) => `Too much of something: ${field}`,
    memory: 'A size such as 512m or 2g.',
    memoryLeast: 'At least 6m.',
    memoryMost: 'At most 1024t.',
    cpus: 'A number of cores such as 0.5 or 2.',
    maxRetries: 'A whole number from 1, or nothing for no end.',
    pairUnnamed: 'A value needs a name.',
    pairName: 'A name has neither spaces nor =.',
    twice: 'Given twice.',
    containerPort: 'Which port inside?',
    hostIp: 'An IP address, or nothing for all.',
    port: 'A number from 1 to 65535.',
    bindSource: 'An absolute path on the engine’s machine.',
    volume: 'The name of a volume: letters, digits, _ . and -.',
    target: 'An absolute path inside, such as /data.',
  },
};
