interface Named {
  readonly name: string;
}

/** Of changing what holds a container back that is there. */
export const limitWords = {
  label: 'Change limits…',
  /** As what is not possible. */
  what: 'Changing limits',
  /** In the place of the command line. */
  unchanged: 'Nothing is changed yet.',
  title: ({ name }: Named) => `Change limits of ${name}`,
  verb: 'Change',
  doing: 'Changing limits',
  done: ({ name }: Named) => `Changed limits of ${name}`,
  notAll: ({ name }: Named) => `Not all limits of ${name} were changed`,
  failed: 'The limits were not changed',
  unread: 'The limits could not be read',
  restart: 'Restart',
  removed: 'It is removed when it ends, so nothing restarts it.',
  maxRetries: 'At most',
  onlyOnFailure: 'only on failure',
  memory: 'Memory',
  memorySwap: 'Memory and swap',
  cpus: 'CPUs',
  pids: 'Processes',
  hints: {
    memory: 'Such as 512m or 2g.',
    memorySwap: 'Both together; -1: no limit of swap.',
    cpus: 'Cores, such as 0.5 or 2.',
    pids: 'With threads. Empty: no limit.',
  },
  /** As they are named among others. */
  fields: {
    restart: 'restart',
    memory: 'memory',
    memorySwap: 'memory and swap',
    cpus: 'CPUs',
    pids: 'processes',
  },
  /** What a field takes, where what was typed is not that. */
  rules: {
    stays: 'An engine takes no such limit away. Give a higher one, or make the container anew.',
    memory: 'A size such as 512m or 2g, from 6m to 1024t.',
    memorySwap: 'A size such as 1g, or -1 for no limit of swap.',
    swapLess: 'Not less than memory.',
    cpus: 'A number of cores such as 0.5 or 2.',
    pids: 'A whole number from 1, or nothing for no limit.',
    maxRetries: 'A whole number from 1, or nothing for no end.',
  },
};
