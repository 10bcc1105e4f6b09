import * as z from 'zod/mini';
import type { Container } from './containers.ts';
import { maxFileSize } from './documents.ts';
import { EngineId } from './engines/engine.ts';
import { call } from './rpc/operation.ts';
import type { Cause } from './rpc/problem.ts';
import type { StartedTask } from './tasks.ts';
import { FilePath } from './text/file-path.ts';

/** A project's name as Compose allows it. */
export const ProjectName = z.string().check(z.regex(/^[a-z0-9][a-z0-9_-]*$/), z.maxLength(255));

/** A service's name as Compose allows it; never looks like an option. */
export const ServiceName = z.string().check(z.regex(/^[a-zA-Z0-9_][a-zA-Z0-9._-]*$/), z.maxLength(255));

/** The most compose files that one project is made of here; people write two or three. */
const mostFiles = 20;

/** Compose as it was found on the machine that Gantry runs on. */
export type FoundCompose =
  | { readonly kind: 'plugin' | 'standalone'; readonly version: string; readonly path: string }
  | { readonly kind: 'missing'; readonly cause: Cause };

/** Where something in a compose file is wrong. */
export interface ComposeFinding {
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 units. */
  readonly column: number;
  /** In the words of Compose or who reads YAML, or why; the page has words for that. */
  readonly message: string | Cause;
  readonly severity: 'error' | 'warning';
  /** Who says so. */
  readonly source: 'YAML' | 'Schema' | 'Project' | 'Compose';
}

/** The keys for which the Compose Specification's schema has no words, by the name that the page words them by. */
export const composeNotes = [
  'provenance',
  'sbom',
  'noCacheFilter',
  'initialSync',
  'endpointVar',
  'modelVar',
  'develop',
  'deploy',
  'annotations',
  'attach',
  'contextSize',
] as const;
export type ComposeNote = (typeof composeNotes)[number];

/** A key that may stand at some place of a compose file. */
export interface ComposeKey {
  readonly key: string;
  /** In the words of the schema, '' if it has none, or what the page has words for. */
  readonly info: string | { readonly note: ComposeNote };
  /** What its value is: another mapping, a list or a single value. */
  readonly shape: 'map' | 'list' | 'value';
}

const Project = z.object({ engine: EngineId, project: ProjectName });

/** The files of a project and what `docker compose` needs to know with them. */
const FromFiles = z.object({
  engine: EngineId,
  files: z.array(FilePath).check(z.minLength(1), z.maxLength(mostFiles)),
  /** Compose takes the folder's name otherwise. */
  project: z.optional(ProjectName),
  /** The folder that relative paths start from; the first file's, unless told. */
  workingDir: z.optional(FilePath),
  /** Only these; all of them when empty. */
  services: z.optional(z.array(ServiceName).check(z.maxLength(500))),
});

const upOptions = {
  /** Builds images before starting. */
  build: z.optional(z.boolean()),
  /** Removes containers of services that the file does not name any more. */
  removeOrphans: z.optional(z.boolean()),
  /** Makes every container anew. */
  forceRecreate: z.optional(z.boolean()),
};

export const compose = {
  /** Looks for Docker Compose v2, again with each call. */
  find: call('safe', z.object({})).returns<FoundCompose>(),
  /** The verbs from labels alone: they need neither a file nor Compose. */
  start: call('changes', Project).returns<StartedTask>(),
  stop: call('changes', Project).returns<StartedTask>(),
  restart: call('changes', Project).returns<StartedTask>(),
  /** Removes the project's containers and networks. Volumes and images stay. */
  down: call('changes', Project).returns<StartedTask>(),
  /** The verbs of the real `docker compose`; fail with `unsupported` where there is none, `not-found` without the file. */
  up: call('changes', z.object({ ...FromFiles.shape, ...upOptions })).returns<StartedTask>(),
  downWithFile: call('changes', FromFiles).returns<StartedTask>(),
  pull: call('changes', FromFiles).returns<StartedTask>(),
  build: call('changes', z.object({ ...FromFiles.shape, noCache: z.optional(z.boolean()) })).returns<StartedTask>(),
  /** What is wrong with a compose file's text: YAML, the Compose schema, and what Compose says where there is one. */
  validate: call(
    'safe',
    z.object({
      path: FilePath,
      /** The file's own text when absent. */
      text: z.optional(z.string().check(z.maxLength(maxFileSize))),
    }),
  ).returns<readonly ComposeFinding[]>(),
  /** The keys that may stand below a path of keys, e.g. `['services', 'web']`; none for a place that is unknown. */
  keys: call('safe', z.object({ path: z.array(z.string().check(z.maxLength(255))).check(z.maxLength(50)) })).returns<
    readonly ComposeKey[]
  >(),
};

/** A service of a project that has containers. */
export interface ComposeService {
  readonly name: string;
  readonly containers: readonly Container[];
  /** Services that have to be up before it. */
  readonly dependsOn: readonly string[];
}

/** A project as its containers' labels tell of it, or a file that was opened. */
export interface ComposeProject {
  /** The name, or the path of a file whose project has no containers. */
  readonly id: string;
  readonly name: string;
  readonly services: readonly ComposeService[];
  readonly containers: readonly Container[];
  /** Absolute paths on the machine where `up` ran. */
  readonly files: readonly string[];
  readonly workingDir: string;
}

/** What Compose's labels of its containers, networks and volumes begin with. */
export const ofCompose = 'com.docker.compose.';

const label = (name: string) => `${ofCompose}${name}`;

/** The label that says which project a container or network belongs to. */
export const projectLabel = label('project');

/** The projects of an engine's containers, by name. One-off containers (`compose run`) do not make a service. */
export function projectsOf(containers: Iterable<Container>): readonly ComposeProject[] {
  const byProject = new Map<string, Container[]>();
  for (const container of containers) {
    const name = container.labels[projectLabel];
    if (!name) continue;
    const members = byProject.get(name);
    if (members) members.push(container);
    else byProject.set(name, [container]);
  }
  return Array.from(byProject, ([name, members]) => projectOf(name, members)).sort((a, b) =>
    a.name.localeCompare(b.name),
  );
}

function projectOf(name: string, members: readonly Container[]): ComposeProject {
  // Files can change between one `up` and the next: the newest container knows best.
  const newest = members.reduce((a, b) => (b.created > a.created ? b : a));
  const files = (newest.labels[label('project.config_files')] ?? '').split(',').filter((path) => path !== '');
  return {
    id: name,
    name,
    services: servicesOf(members),
    containers: members,
    files,
    workingDir: newest.labels[label('project.working_dir')] ?? '',
  };
}

/** The services of one project's containers, by name. */
export function servicesOf(members: readonly Container[]): readonly ComposeService[] {
  const services = new Map<string, Container[]>();
  for (const container of members) {
    const name = container.labels[label('service')];
    if (!name || container.labels[label('oneoff')] === 'True') continue;
    services.set(name, [...(services.get(name) ?? []), container]);
  }
  return Array.from(services, ([name, containers]) => ({
    name,
    containers: containers.sort((a, b) => a.name.localeCompare(b.name, undefined, { numeric: true })),
    dependsOn: [...new Set(containers.flatMap(dependenciesOf))],
  })).sort((a, b) => a.name.localeCompare(b.name));
}

/** The services that a container of a project needs: `db:service_healthy:false,cache:service_started:true` → db, cache */
export function dependenciesOf({ labels }: Pick<Container, 'labels'>): string[] {
  return (labels[label('depends_on')] ?? '')
    .split(',')
    .map((one) => one.split(':')[0] ?? '')
    .filter((name) => name !== '');
}

/**
 * The services in steps: each step needs only services of the steps before it. Services that wait for each other in a
 * circle, which Compose refuses but labels may say, come together at the end.
 */
export function startOrder(services: readonly ComposeService[]): readonly (readonly ComposeService[])[] {
  const known = new Set(services.map(({ name }) => name));
  const done = new Set<string>();
  const steps: (readonly ComposeService[])[] = [];
  let left = services;
  while (left.length > 0) {
    const free = left.filter(({ dependsOn }) => dependsOn.every((name) => done.has(name) || !known.has(name)));
    const step = free.length > 0 ? free : left;
    steps.push(step);
    for (const { name } of step) done.add(name);
    left = left.filter(({ name }) => !done.has(name));
  }
  return steps;
}

/** The name that Compose gives a project by the folder of its first file; '' when nothing of it can be used. */
export function projectNameOf(file: string): string {
  const folder = file.split(/[/\\]/).at(-2) ?? '';
  return folder
    .toLowerCase()
    .replace(/[^a-z0-9_-]/g, '')
    .replace(/^[_-]+/, '');
}

/** An engine's projects of containers, then the files that were opened for it and that none of them was made from. */
export function withOpened(projects: readonly ComposeProject[], opened: readonly string[]): readonly ComposeProject[] {
  const known = new Set(projects.flatMap(({ files }) => files));
  const rest = opened.filter((path) => !known.has(path));
  return [
    ...projects,
    ...rest.map((path) => ({
      id: path,
      name: projectNameOf(path) || path,
      services: [],
      containers: [],
      files: [path],
      workingDir: path.replace(/[/\\][^/\\]*$/, ''),
    })),
  ];
}
