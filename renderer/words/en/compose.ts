import type { ComposeReasons } from '../../../app/reasons/compose.ts';
import { formatNumber } from '../language/figures.ts';
import { plural } from '../language/plural.ts';
import type { ReasonWords } from '../language/types.ts';

const install =
  'Install Docker Compose v2: the package docker-compose-plugin of Docker, docker-compose-v2 of Ubuntu, or Docker Desktop. Start, stop, restart and down work without it.';
const publishAnother = 'Stop what uses it, or publish another port in the compose file.';

export const composeReasons: ReasonWords<ComposeReasons> = {
  'compose-missing': ['Docker Compose is not installed on this machine.', install],
  'compose-too-old': [
    ({ version }) => `Only docker-compose ${version} is installed: version 1 is not supported any more.`,
    install,
  ],
  'compose-not-started': 'Docker Compose could not be started.',
  'compose-failed': ['Docker Compose failed.', 'The output says more.'],
  'compose-port-taken': ['A port is already taken.', publishAnother],
  'compose-port-taken-at': [({ port }) => `Port ${port} is already taken.`, publishAnother],
  'compose-file-gone': [
    'The compose file is not there any more.',
    'Restore it, or open another one. Start, stop, restart and down work without it.',
  ],
  'compose-file-invalid': ['The compose file is not valid.', 'Correct it in the File tab.'],
  'compose-engine-away': 'Docker Compose cannot reach the engine.',
  'compose-engine-denies': 'Docker Compose may not use the engine.',
  'compose-registry-refuses': ['The registry refuses an image.', 'Check the image name, and log in with docker login.'],
  'compose-no-image': ['An image does not exist.', 'Check its name in the compose file.'],
  'compose-registry-away': [
    'A registry cannot be reached.',
    'Check the network, and the image’s name in the compose file.',
  ],
  'compose-build-failed': ['The build failed.', 'The output says which step, and why.'],
  'compose-disk-full': 'The disk is full.',
  'compose-check-superseded': 'A newer text is being checked.',
  'project-empty': 'This project has no containers.',
};

const states = (counts: readonly (readonly [state: string, n: number])[]) =>
  counts.map(([state, n]) => `${formatNumber(n)} ${state}`).join(', ');

/** Of Compose projects. */
export const composeWords = {
  commands: {
    build: 'Build',
    closeFile: 'Close file',
    down: 'Down',
    edit: 'Edit file',
    openFile: 'Open compose file',
    pull: 'Pull',
    restart: 'Restart',
    start: 'Start',
    stop: 'Stop',
    up: 'Up',
  },
  refused: {
    hasContainers: 'It has containers.',
    noContainers: 'It has no containers.',
    noContainersYet: 'It has no containers yet.',
    noFile: 'Its labels name no compose file.',
    notRunning: 'It is not running.',
    running: 'It is running already.',
  },
  /** What a verb on a project is called where it fails. */
  verbOn: ({ verb, project }: { readonly verb: string; readonly project: string }) => `${verb} ${project}`,
  upImpossible: ({ project }: { readonly project: string }) => `Up ${project} is not possible`,
  down: {
    title: ({ project }: { readonly project: string }) => `Take ${project} down?`,
    titleOfMany: ({ count }: { readonly count: number }) =>
      `Take ${plural(count, { one: '# project', other: '# projects' })} down?`,
    body: 'Its containers are stopped and removed, then its networks. Everything written inside and not to a volume is lost for good. Volumes and images stay.',
    confirm: 'Down',
  },
  list: {
    filter: ({ example }: { readonly example: string }) => `Filter… ${example}`,
    openFile: 'Open compose file…',
    columns: { name: 'Project', state: 'State', services: 'Services', file: 'File' },
    none: ({ command }: { readonly command: string }) =>
      `Open a compose file to edit it and bring it up, or run ${command} in a terminal: the project appears here by itself.`,
  },
  /** How a project is, by what its containers do. */
  states: {
    none: 'not created',
    running: ({ running }: { readonly running: number }) => `${formatNumber(running)} running`,
    someRunning: ({ running, all }: { readonly running: number; readonly all: number }) =>
      `${formatNumber(running)} of ${formatNumber(all)} running`,
    counts: ({ counts }: { readonly counts: readonly (readonly [state: string, n: number])[] }) => states(counts),
  },
  detail: {
    gone: {
      title: 'This project is gone',
      text: 'Its containers were removed. Open its compose file to bring it up again.',
    },
    tabs: { services: 'Services', file: 'File', activity: 'Activity' },
  },
  services: {
    label: 'Services',
    none: {
      title: 'Nothing is created yet',
      text: 'The services appear here as soon as the project is up.',
    },
    after: ({ services }: { readonly services: string }) => `after ${services}`,
    containersOf: ({ service }: { readonly service: string }) => `Containers of ${service}`,
    more: ({ count }: { readonly count: number }) => `and ${formatNumber(count)} more`,
    showContainer: 'Show the container',
    logsOf: ({ container }: { readonly container: string }) => `Logs of ${container}`,
  },
  tasks: {
    none: { title: 'Nothing was done yet', text: 'What Gantry does with this project is told here.' },
    earlier: 'Earlier',
    ago: ({ age }: { readonly age: string }) => `${age} ago`,
  },
  file: {
    editor: 'Compose file',
    choose: 'File',
    none: { title: 'No compose file', text: 'The containers’ labels do not say which file made them.' },
    invalid: ({ verb, line }: { readonly verb: string; readonly line: number }) =>
      `${verb} was not done: line ${line} is not valid`,
    goToLine: ({ line }: { readonly line: number }) => `Go to line ${line}`,
    anyway: ({ verb }: { readonly verb: string }) => `${verb} anyway`,
    missing: {
      title: 'The compose file is not there any more',
      text: 'Start, Stop, Restart and Down need no file. To write it anew, type here and save.',
    },
    lookAgain: 'Look again',
    /** What keys mean for which the Compose Specification has no words. */
    notes: {
      provenance: 'Add a provenance attestation.',
      sbom: 'Add an attestation of the image’s software (SBOM).',
      noCacheFilter: 'Stages to build without the cache.',
      initialSync: 'Synchronize once before watching, for actions that synchronize.',
      endpointVar: 'Environment variable that the model’s endpoint is put into.',
      modelVar: 'Environment variable that the model’s name is put into.',
      develop: 'How a running service follows changes of its sources.',
      deploy: 'How the service is deployed: replicas, resources, placement.',
      annotations: 'Annotations of the container, as a mapping or a list.',
      attach: 'Whether `docker compose up` shows the logs of this service.',
      contextSize: 'How much context the model is given, in tokens.',
    },
    /** What the value of a key is. */
    shapes: { map: 'map', list: 'list', value: '' },
    /** Who found what is wrong. */
    sources: { YAML: 'YAML', Schema: 'Schema', Project: 'Project', Compose: 'Compose' },
  },
};
