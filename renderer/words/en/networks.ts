import { plural } from '../language/plural.ts';

/** Of networks. */
export const networkWords = {
  noneText: 'Containers on one network find each other by name. Create one to put some on it.',
  internal: 'internal',
  removal: {
    ofSeveral: ({ count }: { readonly count: number }) =>
      plural(count, { one: 'Remove # network?', other: 'Remove # networks?' }),
    body: 'No data is lost. Stopped containers that are on it cannot start again until they join another.',
    refusal: 'The engine needs it.',
  },
  connecting: {
    command: 'Connect…',
    refusal: 'Containers join it only when they are created.',
    title: ({ network }: { readonly network: string }) => `Connect a container to ${network}`,
    verb: 'Connect',
    failed: 'The container was not connected',
    done: ({ container, network }: { readonly container: string; readonly network: string }) =>
      `Connected ${container} to ${network}`,
    container: 'Container',
    noOther: 'Every container is on this network already.',
    aliases: 'Aliases',
    aliasesHint: 'Further names by which the others on this network find it.',
    ip: 'IP address',
  },
  disconnecting: {
    verb: 'Disconnect',
    doing: 'Disconnecting',
    done: 'Disconnected',
    of: ({ container }: { readonly container: string }) => `Disconnect ${container}`,
  },
  creation: {
    command: 'Create network…',
    title: 'Create network',
    failed: 'The network was not created',
    subnet: 'Subnet',
    gateway: 'Gateway',
    internal: 'Internal',
    internalHint: 'Containers on it reach each other and nothing else.',
    attachable: 'Attachable',
    attachableHint: 'For swarm networks: single containers may join too.',
  },
  prune: {
    command: 'Remove unused networks…',
    title: 'Remove unused networks',
    none: 'Every network has containers or is the engine’s own.',
    loss: 'No container is on them, running or not. No data is lost.',
    unread: 'The unused networks could not be read',
  },
  detail: {
    unread: 'The network could not be read',
    gone: 'This network is gone',
    title: 'Network',
    containers: 'Containers',
    noContainer: 'No container is on it.',
    subnet: 'Subnet',
    nextSubnet: ({ n }: { readonly n: number }) => `Subnet ${n}`,
    gateway: 'Gateway',
    nextGateway: ({ n }: { readonly n: number }) => `Gateway ${n}`,
    internal: 'Internal',
    isInternal: 'yes: no way out of it',
    attachable: 'Attachable',
    ipv6: 'IPv6',
  },
};
