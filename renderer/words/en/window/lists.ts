import { formatNumber } from '../../language/figures.ts';
import { plural } from '../../language/plural.ts';

interface Several {
  readonly count: number;
}

/** Of lists: what each is of, what filters and columns are called. */
export const listWords = {
  /** By section. */
  of: {
    containers: {
      count: ({ count }: Several) => plural(count, { one: '# container', other: '# containers' }),
      list: 'Container list',
      filter: 'Filter containers',
      reading: 'Reading the containers…',
      unread: 'The containers could not be read',
      noMatch: 'No container matches',
      none: 'No containers yet',
    },
    compose: {
      count: ({ count }: Several) => plural(count, { one: '# project', other: '# projects' }),
      list: 'Project list',
      filter: 'Filter projects',
      reading: 'Reading the projects…',
      unread: 'The projects could not be read',
      noMatch: 'No project matches',
      none: 'No projects yet',
    },
    images: {
      count: ({ count }: Several) => plural(count, { one: '# image', other: '# images' }),
      list: 'Image list',
      filter: 'Filter images',
      reading: 'Reading the images…',
      unread: 'The images could not be read',
      noMatch: 'No image matches',
      none: 'No images yet',
    },
    volumes: {
      count: ({ count }: Several) => plural(count, { one: '# volume', other: '# volumes' }),
      list: 'Volume list',
      filter: 'Filter volumes',
      reading: 'Reading the volumes…',
      unread: 'The volumes could not be read',
      noMatch: 'No volume matches',
      none: 'No volumes yet',
    },
    networks: {
      count: ({ count }: Several) => plural(count, { one: '# network', other: '# networks' }),
      list: 'Network list',
      filter: 'Filter networks',
      reading: 'Reading the networks…',
      unread: 'The networks could not be read',
      noMatch: 'No network matches',
      none: 'No networks yet',
    },
    services: {
      count: ({ count }: Several) => plural(count, { one: '# service', other: '# services' }),
      list: 'Service list',
      filter: 'Filter services',
      reading: 'Reading the services…',
      unread: 'The services could not be read',
      noMatch: 'No service matches',
      none: 'No services yet',
    },
    nodes: {
      count: ({ count }: Several) => plural(count, { one: '# node', other: '# nodes' }),
      list: 'Node list',
      filter: 'Filter nodes',
      reading: 'Reading the nodes…',
      unread: 'The nodes could not be read',
      noMatch: 'No node matches',
      none: 'No nodes here',
    },
    builds: {
      count: ({ count }: Several) => plural(count, { one: '# build', other: '# builds' }),
      list: 'Build history',
      filter: 'Filter builds',
      reading: 'Reading the builds…',
      unread: 'The builds could not be read',
      noMatch: 'No build matches',
      none: 'Nothing built yet',
    },
    connections: {
      count: ({ count }: Several) => plural(count, { one: '# connection', other: '# connections' }),
      list: 'Connection list',
      filter: 'Filter connections',
      reading: 'Reading the connections…',
      unread: 'The connections could not be read',
      noMatch: 'No connection matches',
      none: 'No connections yet',
    },
    stats: {
      count: ({ count }: Several) => plural(count, { one: '# running container', other: '# running containers' }),
      list: 'Stats list',
      filter: 'Filter stats',
      reading: 'Reading the containers…',
      unread: 'The containers could not be read',
      noMatch: 'No running container matches',
      none: 'Nothing runs',
    },
    activity: {
      count: ({ count }: Several) => plural(count, { one: '# task', other: '# tasks' }),
      list: 'Task list',
      filter: 'Filter activity',
      reading: 'Reading the tasks…',
      unread: 'The tasks could not be read',
      noMatch: 'No task matches',
      none: 'Nothing has run yet',
    },
  },
  columns: {
    engine: 'Engine',
    name: 'Name',
    size: 'Size',
    users: 'Used by',
    age: 'Age',
    id: 'Id',
    driver: 'Driver',
    project: 'Project',
    subnets: 'Subnet',
    internal: 'Internal',
  },
  /** In an empty filter box. `example` is of the filter's own language. */
  filterExample: ({ example }: { readonly example: string }) => `Filter… ${example}`,
  shownOf: ({ shown, all }: { readonly shown: number; readonly all: string }) => `${formatNumber(shown)} of ${all}`,
  readAgain: 'Gantry reads them again every few seconds.',
  nothingRead: 'Nothing could be read',
  nothingFits: ({ filter }: { readonly filter: string }) => `Nothing here fits ${filter}.`,
  clearFilter: 'Clear the filter',
  /** What rows stand together by. */
  groups: {
    button: ({ by }: { readonly by: string }) => `Group: ${by}`,
    project: 'project',
    engine: 'engine',
    none: 'none',
  },
  resizeDetail: 'Resize detail',
  nothingSelected: 'Nothing selected',
  selected: ({ count }: Several) => `${formatNumber(count)} selected`,
};

/** Of the detail of any object, and of its menu. */
export const objectWords = {
  detail: 'Detail',
  /** Of the whole detail, where it cannot be drawn. */
  part: 'The detail',
  tools: 'Detail tools',
  moreActions: 'More actions',
  close: 'Close detail',
  reading: 'Reading…',
  overview: 'Overview',
  inspect: 'Inspect',
  inspectOf: ({ name }: { readonly name: string }) => `Inspect ${name}`,
  verbOn: ({ verb, name }: { readonly verb: string; readonly name: string }) => `${verb} ${name}`,
  notPossible: ({ verb }: { readonly verb: string }) => `${verb} is not possible`,
  /** What the clipboard may get: on the menu, and told when it has it. */
  copies: {
    name: { copy: 'Copy name', copied: 'Copied the name' },
    id: { copy: 'Copy id', copied: 'Copied the id' },
    digest: { copy: 'Copy digest', copied: 'Copied the digest' },
    address: { copy: 'Copy address', copied: 'Copied the address' },
    mountpoint: { copy: 'Copy mountpoint', copied: 'Copied the mountpoint' },
    command: { copy: 'Copy command', copied: 'Copied the command' },
  },
  lineAndMore: ({ line, more }: { readonly line: string; readonly more: number }) => `${line} and ${more} more`,
};
