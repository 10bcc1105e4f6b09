import type { ContainerState, Health } from '../../../app/containers.ts';
import type { ContainerReasons } from '../../../app/reasons/containers.ts';
import { formatNumber } from '../language/figures.ts';
import { plural } from '../language/plural.ts';
import type { ReasonWords } from '../language/types.ts';

export const containerReasons: ReasonWords<ContainerReasons> = {
  'container-runs': 'It runs.',
  'port-unpublishable': [
    'A port cannot be published: something else uses it, or the address is not one of the engine’s machine.',
    'Choose another host port, or stop what uses this one.',
  ],
  'network-missing': ['There is no such network.', 'Choose one that is there, or create it first.'],
  'mount-impossible': [
    'A mount is not possible as it is.',
    'Check that its source is there on the engine’s machine and that no two mounts have the same target.',
  ],
  'user-missing': ['The image has no such user.', 'Give a user of the image, or a number.'],
  'workdir-impossible': ['This cannot be the working directory.', 'Give an absolute path to a folder.'],
  'limit-impossible': ['The engine cannot keep this limit.', 'Give another one, or none.'],
  'command-impossible': [
    'This command cannot be run in the image.',
    'Check the command; its first word must be a program in the image.',
  ],
  'create-disk-full': ['The disk of the engine is full.', 'Free some space, for example by a prune, and run it again.'],
  'image-missing': [({ image }) => `The engine has no image ${image}.`, 'Pull it first.'],
  'command-too-long': ({ most }) => `A command has at most ${formatNumber(most)} characters.`,
  'command-backslash': 'Nothing follows the last backslash.',
  'command-open-quote': ({ quote }) => `A quote (${quote}) is not closed.`,
  'run-line-none': 'This is no line of docker run or docker create.',
  'option-impossible': ['The engine cannot do this.', 'What it says of it stands above.'],
  'health-by-itself': 'This engine checks the health of containers by itself only.',
  'signal-unknown': [
    ({ signal }) => `The engine’s machine has no signal ${signal}.`,
    'Choose one of the list, or give a name that the machine has.',
  ],
  'limits-fixed': [
    'This engine changes no limits of a container that is there.',
    'Make the container anew with other limits, for example by “Run again with changes…”.',
  ],
  'limits-ignored': [
    ({ limits }) => `The engine took the change, and left out: ${limits}.`,
    'What it has now stands in the container’s detail.',
  ],
  'memory-above-swap': ['Memory and swap together cannot be less than memory.', 'Raise both together.'],
  'swap-of-running': [
    'Docker lifts the limit of swap only of a container that does not run.',
    'Give a higher one, or stop the container first.',
  ],
  'restart-of-removed': ['What is removed when it ends cannot be restarted.', 'Leave its restart policy as it is.'],
  'name-taken': [
    ({ name }) => `The name ${name} is taken.`,
    'Choose another one, or remove the container that has it.',
  ],
};

interface Named {
  readonly name: string;
}

interface Renaming {
  readonly from: string;
  readonly to: string;
}

const states: Readonly<Record<ContainerState, string>> = {
  created: 'created',
  running: 'running',
  paused: 'paused',
  restarting: 'restarting',
  removing: 'removing',
  exited: 'exited',
  dead: 'dead',
  unknown: 'unknown',
};

const health: Readonly<Record<Exclude<Health, 'none'>, string>> = {
  starting: 'starting',
  healthy: 'healthy',
  unhealthy: 'unhealthy',
};

/** Of containers, but not of the form that runs one. */
export const containerWords = {
  states,
  health,
  /** What is said of how one ended, or of how long it has been as it is. */
  end: {
    exited: ({ code }: { readonly code: number }) => `exited ${code}`,
    outOfMemory: ({ code }: { readonly code: number | undefined }) => `exited ${code} (OOM)`,
    stopped: 'stopped',
    code: ({ code }: { readonly code: number }) => `exit code ${code}`,
    codes: {
      0: 'exit code 0: it finished by itself',
      125: 'exit code 125: the engine could not start it',
      126: 'exit code 126: its command could not be executed',
      127: 'exit code 127: its command was not found',
    },
    memory: ({ code }: { readonly code: number }) => `exit code ${code}: it ran out of memory and was killed`,
    signal: ({ code, signal }: { readonly code: number; readonly signal: string }) =>
      `exit code ${code}: ended by ${signal}`,
    signalMeant: ({
      code,
      signal,
      meaning,
    }: {
      readonly code: number;
      readonly signal: string;
      readonly meaning: string;
    }) => `exit code ${code}: ended by ${signal} (${meaning})`,
    /** What the commonest signals mean to whoever looks for a reason. */
    signals: {
      SIGINT: 'interrupted, as by Ctrl+C',
      SIGILL: 'its program is not for this processor',
      SIGABRT: 'it gave up by itself',
      SIGBUS: 'it used memory that is not there',
      SIGKILL: 'killed at once',
      SIGSEGV: 'it used memory that is not its own',
      SIGTERM: 'asked to end',
    },
    notStarted: 'not started',
  },
  since: {
    plain: ({ age }: { readonly age: string }) => `since ${age} ago`,
    running: ({ age }: { readonly age: string }) => `running since ${age} ago`,
    started: ({ age }: { readonly age: string }) => `started ${age} ago`,
    ended: ({ age }: { readonly age: string }) => `ended ${age} ago`,
  },
  /** While something is being done: `Stopping…`. */
  busy: ({ doing }: { readonly doing: string }) => `${doing}…`,
  /** How many of those in a list run. */
  running: ({ count }: { readonly count: number }) => `${formatNumber(count)} running`,
  verbs: {
    start: { label: 'Start', doing: 'Starting', done: 'Started' },
    stop: { label: 'Stop', doing: 'Stopping', done: 'Stopped' },
    restart: { label: 'Restart', doing: 'Restarting', done: 'Restarted' },
    pause: { label: 'Pause', doing: 'Pausing', done: 'Paused' },
    unpause: { label: 'Unpause', doing: 'Unpausing', done: 'Unpaused' },
    kill: { label: 'Kill', doing: 'Killing', done: 'Killed' },
    remove: { label: 'Remove', doing: 'Removing', done: 'Removed' },
  },
  refusals: {
    notRunning: 'It is not running.',
    notPaused: 'It is not paused.',
    running: 'It is running already.',
    removing: 'It is being removed.',
    noPort: 'It publishes no TCP port.',
    shell: 'A shell needs a running container.',
    attach: 'Only what runs can be attached to.',
    notConnected: 'The engine is not connected.',
  },
  removal: {
    title: ({ name }: Named) => `Remove ${name}?`,
    titleOfMany: ({ count }: { readonly count: number }) =>
      plural(count, { one: 'Remove # container?', other: `Remove ${count} containers?` }),
    killed: ({ state }: { readonly state: string }) => `It is ${state} and will be killed.`,
    /** `which` is a list of the two below. */
    someKilled: ({ which }: { readonly which: string }) => `${which} and will be killed.`,
    firstInState: ({ count, state }: { readonly count: number; readonly state: string }) =>
      plural(count, { one: `# of them is ${state}`, other: `# of them are ${state}` }),
    inState: ({ count, state }: { readonly count: number; readonly state: string }) =>
      plural(count, { one: `# is ${state}`, other: `# are ${state}` }),
    lost: 'Everything written inside and not to a volume is lost for good. Named volumes and images stay, and for a week it can be recreated as it was made.',
    volumes: { label: 'Also remove anonymous volumes', hint: 'Their data is lost too.' },
  },
  /** Asked on protected engines only. */
  killing: {
    title: ({ name }: Named) => `Kill ${name}?`,
    titleOfMany: ({ count }: { readonly count: number }) =>
      plural(count, { one: 'Kill # container?', other: `Kill ${count} containers?` }),
    lost: 'What runs in it ends at once and saves nothing.',
  },
  open: {
    logs: 'Logs',
    logsTogether: 'Logs together',
    logsMatching: 'Logs of all containers in the filter',
    allContainers: 'all containers',
    /** Why there is no such log. */
    noneMeant: 'The filter names no engine that is looked at.',
    shell: 'Shell',
    shellWith: 'Open shell…',
    shellAndLog: 'Shell and log',
    shellFailed: ({ name }: Named) => `Couldn’t open a shell in ${name}`,
    browser: 'Open in browser',
    console: 'Open in the system’s terminal',
    consoleFailed: ({ name }: Named) => `Couldn’t open ${name} in a terminal`,
    /** `without`: names of variables that shells of its image were opened with last. */
    consoleDone: ({
      name,
      program,
      without,
    }: Named & { readonly program: string; readonly without: readonly string[] }) =>
      without.length > 0
        ? `Opened ${name} in ${program}, without the variables ${without.join(', ')}: their values are not kept`
        : `Opened ${name} in ${program}`,
  },
  /** Of the connection to a main process. */
  attaching: {
    label: 'Attach…',
    title: ({ name }: Named) => `Attach to ${name}?`,
    verb: 'Attach',
    failed: ({ name }: Named) => `Couldn’t attach to ${name}`,
    noInput: 'Its main process takes no input: you see what it prints, and what you type does not reach it.',
    onTty:
      'Its main process has a terminal: all that you type goes to it. Ctrl+C too, which may end it and the container.',
    byLine: 'Its main process has no terminal: what you type goes to it line by line. Ctrl+C does not reach it.',
    once: 'Its input ends for good when you let go of it.',
    letGo: 'Closing the tab lets go of it, and it goes on running.',
  },
  again: {
    label: 'Run again with changes…',
    failed: ({ name }: Named) => `Couldn’t read how ${name} was made`,
  },
  renaming: {
    label: 'Rename…',
    title: ({ name }: Named) => `Rename ${name}`,
    verb: 'Rename',
    /** What may be the name of a container. */
    rule: 'Letters, digits, _ . and -, two at least, the first one a letter or digit.',
    doing: 'Renaming',
    name: 'Name',
    failed: 'The container was not renamed',
    done: ({ from, to }: Renaming) => `Renamed ${from} to ${to}`,
    undone: ({ from, to }: Renaming) => `Renamed ${from} back to ${to}`,
    undoFailed: ({ from, to }: Renaming) => `Couldn’t rename ${from} back to ${to}`,
  },
  healthCheck: {
    title: 'Health',
    verb: 'Check now',
    passed: ({ name }: Named) => `Checked ${name}: the check passed`,
    checkFailed: ({ name }: Named) => `Checked ${name}: the check failed`,
    failed: ({ name }: Named) => `Couldn’t check the health of ${name}`,
    last: 'Last checks',
    passedInARow: ({ count }: { readonly count: number }) =>
      plural(count, { one: 'passed once', other: 'passed # times in a row' }),
    failedInARow: ({ count }: { readonly count: number }) =>
      plural(count, { one: 'failed once', other: 'failed # times in a row' }),
    answer: 'Last answer',
    code: ({ code }: { readonly code: number }) => `exit code ${code}`,
    codeWithAge: ({ code, age }: { readonly code: number; readonly age: string }) => `exit code ${code}, ${age} ago`,
    command: 'Check',
  },
  list: {
    placeholder: 'Filter… state:running label:tier=web',
    columns: {
      state: 'State',
      cpu: 'CPU',
      memory: 'Memory',
      ports: 'Ports',
      image: 'Image',
    },
    run: 'Run…',
    none: ({ command }: { readonly command: string }) =>
      `Run one with the button above, or in a terminal, for example with ${command}: it appears here by itself.`,
  },
  detail: {
    logs: 'Logs',
    shell: 'Shell',
    unread: 'The container could not be read',
    gone: 'This container is gone',
    goneNote: 'It was removed. Logs that are still open keep what they have read.',
  },
  facts: {
    state: 'State',
    runs: 'What runs',
    mounts: 'Mounts',
    networks: 'Networks',
    environment: 'Environment',
    variables: 'variables',
    labels: 'Labels',
    labelsCopied: 'labels',
    image: 'Image',
    command: 'Command',
    project: 'Compose project',
    workdir: 'Working directory',
    user: 'User',
    id: 'Id',
    imageId: 'Image id',
    started: 'Started',
    finished: 'Finished',
    created: 'Created',
    restartPolicy: 'Restart policy',
    restarts: ({ policy, count }: { readonly policy: string; readonly count: number }) =>
      `${policy}, restarted ${count} times`,
    logDriver: 'Log driver',
    readOnly: '(read-only)',
    noAddress: 'no address of its own',
    noAddressNow: 'no address while it does not run',
    ports: 'Ports',
    unpublished: 'not published',
  },
  use: {
    title: 'Use',
    cpu: ({ cpu }: { readonly cpu: string }) => `CPU ${cpu}`,
    memory: ({ memory }: { readonly memory: string }) => `Memory ${memory}`,
    memoryOf: ({ memory, limit }: { readonly memory: string; readonly limit: string }) =>
      `Memory ${memory} of ${limit}`,
    last: ({ length }: { readonly length: string }) => `last ${length}`,
    itsLast: ({ length }: { readonly length: string }) => `its last ${length}`,
    graph: ({ length }: { readonly length: string }) => `CPU and memory of the last ${length}`,
    now: 'now',
    before: ({ age }: { readonly age: string }) => `${age} before`,
  },
  shell: {
    end: 'End this shell',
    toDock: 'Open in dock',
    failed: 'The shell could not be opened',
    none: 'No shell is open',
    open: 'Open shell',
    note: 'bash where the container has it, else sh. It stays open while you look elsewhere.',
  },
};
