import type { MoreOption } from '../../../../app/create.ts';
import type { LeftWhy } from '../../../../app/derive/run-line/left-why.ts';
import type { ListOption, SingleOption } from '../../../../app/derive/run-options.ts';
import { formatNumber } from '../../language/figures.ts';
import { plural } from '../../language/plural.ts';

const labels: Readonly<Record<MoreOption, string>> = {
  stdin: 'Keep input open',
  init: 'Init process',
  readOnlyRoot: 'Read-only root',
  publishAll: 'Publish all exposed ports',
  hostname: 'Host name',
  dns: 'DNS servers',
  dnsSearch: 'DNS search domains',
  extraHosts: 'Extra hosts',
  capAdd: 'Capabilities added',
  capDrop: 'Capabilities dropped',
  securityOptions: 'Security options',
  groups: 'More groups',
  devices: 'Devices',
  shmSize: 'Size of /dev/shm',
  pidsLimit: 'Most processes',
  memorySwap: 'Limit with swap',
  ulimits: 'Limits per process',
  sysctls: 'Kernel settings',
  logDriver: 'Log driver',
  logOptions: 'Log options',
  healthCommand: 'Check by',
  healthInterval: 'Every',
  healthTimeout: 'Fails after',
  healthStartPeriod: 'Time to start',
  healthRetries: 'Unhealthy after failures',
  noHealthcheck: 'No health check at all',
  stopSignal: 'Stop signal',
  stopTimeout: 'Seconds until it is killed',
};

const time = 'A time such as 30s, 1m30s or 500ms.';

/** What a field takes, where what was typed is not that. */
export const optionRules: Readonly<Record<SingleOption | ListOption, string>> = {
  hostname: 'Letters, digits, . _ and -, at most 63.',
  dns: 'An IP address each.',
  dnsSearch: 'The name of a domain each.',
  extraHosts: 'name:address each; the address may be host-gateway.',
  capAdd: 'A capability each, such as NET_ADMIN.',
  capDrop: 'A capability each, such as NET_RAW, or ALL.',
  securityOptions: 'Such as no-new-privileges, label=disable, apparmor=NAME or seccomp=unconfined.',
  groups: 'A name or number each.',
  devices: '/dev/name each, with :/path/inside and :rwm if you want.',
  shmSize: 'A size such as 64m or 1g.',
  pidsLimit: 'A whole number from 1, or -1 for no limit.',
  memorySwap: 'A size such as 1g, at least that of the memory limit, or -1 for no limit.',
  ulimits: 'name=soft:hard each, such as nofile=1024:4096; -1 is no limit.',
  sysctls: 'name=value each, such as net.core.somaxconn=1024.',
  logDriver: 'The name of a driver, such as json-file or local.',
  logOptions: 'name=value each, such as max-size=10m.',
  healthCommand: 'A command of at most 10,000 characters.',
  healthInterval: time,
  healthTimeout: time,
  healthStartPeriod: time,
  healthRetries: 'A whole number from 1.',
  stopSignal: 'A signal such as SIGTERM, or its number.',
  stopTimeout: 'A whole number of seconds, or -1 for no end.',
};

const whys: Readonly<Record<LeftWhy, string>> = {
  'no-field': 'there is no field for it',
  value: 'no field takes this value',
  shell: 'only a shell knows what it stands for',
  unknown: 'no such flag is known',
  'no-value': 'its value is missing',
  'one-only': 'only one fits',
  'too-many': 'there are too many of them',
  local: 'it is on the machine where the line was typed',
  'left-out': 'its value does not stand there',
  after: 'it is no part of the command',
};

/** Of what is pasted into the form that runs a container. */
export const runPasteWords = {
  line: {
    command: 'Run from a command line…',
    open: 'Paste a command line…',
    label: 'A line of docker run or podman run',
    placeholder: 'docker run -d -p 8080:80 --name web nginx',
  },
  env: {
    open: 'Paste an .env file…',
    label: 'NAME=value, one a line',
    placeholder: '# comment\nNAME=value',
    none: 'There is no NAME=value in it.',
    tooLong: ({ most }: { readonly most: number }) => `At most ${formatNumber(most)} characters.`,
  },
  take: 'Fill in',
  left: {
    title: 'Not taken over',
    item: ({ why }: { readonly why: LeftWhy }) => whys[why],
    more: ({ count }: { readonly count: number }) => `and ${plural(count, { one: '# more', other: '# more' })}`,
    dismiss: 'I have seen it',
  },
};

/** Of the parts of the form that are folded. */
export const runOptionWords = {
  labels,
  sections: {
    names: 'Names and addresses',
    rights: 'Rights and devices',
    kernel: 'Processes and kernel',
    health: 'Health check',
    ending: 'Log and stop',
  },
  /** At a section's head: how many of its fields somebody filled in. */
  set: ({ count }: { readonly count: number }) => plural(count, { one: '# set', other: '# set' }),
  placeholders: {
    hostname: 'made up',
    dns: 'the engine’s',
    dnsSearch: 'the engine’s',
    extraHosts: 'db:10.0.0.9',
    capAdd: 'NET_ADMIN',
    capDrop: 'ALL',
    securityOptions: 'no-new-privileges',
    groups: 'audio',
    devices: '/dev/fuse',
    shmSize: '64m',
    pidsLimit: 'the engine’s',
    memorySwap: 'twice the memory',
    ulimits: 'nofile=1024:4096',
    sysctls: 'net.core.somaxconn=1024',
    logDriver: 'the engine’s',
    logOptions: 'max-size=10m',
    healthCommand: 'the image’s own; a command for its shell',
    healthInterval: '30s',
    healthTimeout: '30s',
    healthStartPeriod: '0s',
    healthRetries: '3',
    stopSignal: 'SIGTERM',
    stopTimeout: '10',
  } satisfies Readonly<Record<SingleOption | ListOption, string>>,
  severalHint: 'Several with blanks between them.',
};
