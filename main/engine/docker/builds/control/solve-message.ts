import type { BuildOptions } from '../../../ports/builds.ts';
import { bytesField } from '../session/message.ts';

/** A map of protobuf: an entry for each pair, with its key and value. */
export function mapField(number: number, entries: Readonly<Record<string, string>>): Buffer {
  const pairs = Object.entries(entries).map(([key, value]) =>
    bytesField(number, Buffer.concat([bytesField(1, key), bytesField(2, value)])),
  );
  return Buffer.concat(pairs);
}

const frontend = 'dockerfile.v0';
/** Docker's exporter for its own store of images; other BuildKits call theirs `image`. */
const imageExporter = 'moby';

/** What the control API has no words for: it takes addresses only, where `/build` knows that of its host. */
export function canSolve({ extraHosts = [] }: BuildOptions): boolean {
  return !extraHosts.some((host) => host.endsWith(':host-gateway'));
}

/**
 * `moby.buildkit.v1.SolveRequest`: the Dockerfile's frontend, with what is fetched in a session, into the engine's images.
 * @param ref the build's name, which its status is asked by
 */
export function solveMessage(ref: string, session: string, options: BuildOptions): Buffer {
  const image: Record<string, string> = options.tags.length === 0 ? {} : { name: options.tags.join(',') };
  const exporter = Buffer.concat([bytesField(1, imageExporter), mapField(2, image)]);
  return Buffer.concat([
    bytesField(1, ref),
    // An older BuildKit takes no list of exporters, and makes no image without a word.
    bytesField(3, imageExporter),
    mapField(4, image),
    bytesField(5, session),
    bytesField(6, frontend),
    mapField(7, attributesOf(options)),
    // An empty message: Docker 28 crashes where the options for the cache are missing.
    bytesField(8, ''),
    ...(options.network === 'host' ? [bytesField(9, 'network.host')] : []),
    bytesField(13, exporter),
  ]);
}

/** What the frontend is told, by the names that BuildKit's dockerfile2llb has for it (`frontend/dockerui`). */
function attributesOf(options: BuildOptions): Readonly<Record<string, string>> {
  const {
    dockerfile,
    target,
    args,
    labels = {},
    noCache,
    pull,
    platform,
    network,
    extraHosts = [],
    cacheFrom,
  } = options;
  const prefixed = (prefix: string, values: Readonly<Record<string, string>>) =>
    Object.fromEntries(Object.entries(values).map(([name, value]) => [`${prefix}:${name}`, value]));
  const hosts = extraHosts.map((host) => host.replace(':', '='));
  return {
    ...prefixed('build-arg', args),
    ...prefixed('label', labels),
    filename: dockerfile.replaceAll('\\', '/'),
    'image-resolve-mode': pull ? 'pull' : 'default',
    ...(target === undefined ? {} : { target }),
    // Of no stage by name: of all.
    ...(noCache ? { 'no-cache': '' } : {}),
    ...(platform === undefined ? {} : { platform }),
    ...(network === undefined || network === 'default' ? {} : { 'force-network-mode': network }),
    ...(hosts.length === 0 ? {} : { 'add-hosts': hosts.join(',') }),
    ...(cacheFrom ? { 'cache-imports': JSON.stringify(cacheFrom.map(importOf)) } : {}),
  };
}

const importOf = (ref: string) => ({ Type: 'registry', Attrs: { ref } });
