import { plural } from '../language/plural.ts';

/** Of the page about an engine. */
export const systemWords = {
  title: 'About the engine',
  askAgain: 'Ask again',
  asking: 'Asking the engine…',
  askFailed: 'The engine could not be asked',
  warnings: ({ count }: { readonly count: number }) =>
    `The engine has ${plural(count, { one: '# warning', other: '# warnings' })}`,
  engine: {
    title: 'Engine',
    version: 'Version',
    api: 'API',
    storageDriver: 'Storage driver',
    loggingDriver: 'Logging driver',
    cgroupDriver: 'Cgroup driver',
    cgroupVersion: 'Cgroup version',
    folder: 'Folder',
    rights: 'Rights',
    rootless: 'Rootless: those of an ordinary user',
    limits: 'Limits',
    noAccounts: 'None have effect, and nothing is known of what a container uses: that takes cgroup version 2.',
    warnings: 'Warnings',
  },
  machine: {
    title: 'Machine',
    name: 'Name',
    system: 'System',
    kernel: 'Kernel',
    architecture: 'Architecture',
    cpus: 'CPUs',
    memory: 'Memory',
  },
  disk: { title: 'Disk', together: 'Together', toFree: 'What can be freed' },
};
