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

/** Whether the control API has words for all: of hosts it takes addresses only, where `/build` knows that of its own. */
export function canSolve({ extraHosts = [] }: BuildOptions): boolean {
  return !extraHosts.some((host) => host.endsWith(':host-gateway'));
}

/** Whether something of it can be asked for by the control API only. */
export function needsControl({ noCacheStages, cacheTo, output, provenance, sbom }: BuildOptions): boolean {
  return [noCacheStages, cacheTo, output, provenance].some((wish) => wish !== undefined) || sbom === true;
}

/**
 * `moby.buildkit.v1.SolveRequest`: the Dockerfile's frontend, with what is fetched in a session, into the engine's images.
 * @param ref the build's name, which its status is asked by
 */
export function solveMessage(ref: string, session: string, options: BuildOptions): Buffer {
  const exporter = exporterOf(options);
  const named = exporter !== 'tar' && options.tags.length > 0;
  const attributes: Record<string, string> = named ? { name: options.tags.join(',') } : {};
  return Buffer.concat([
    bytesField(1, ref),
    // An older BuildKit takes no list of exporters, and makes no image without a word.
    bytesField(3, exporter),
    mapField(4, attributes),
    bytesField(5, session),
    bytesField(6, frontend),
    mapField(7, attributesOf(options)),
    // An empty message at least: Docker 28 crashes where the options for the cache are missing.
    bytesField(8, cacheOf(options)),
    ...(options.network === 'host' ? [bytesField(9, 'network.host')] : []),
    ...(exporter === undefined ? [] : [bytesField(13, typed(exporter, attributes))]),
  ]);
}

/** Who takes what was made; undefined: nobody, it stays in the cache. A folder is sent as a tar. */
function exporterOf({ output }: BuildOptions): string | undefined {
  if (!output) return imageExporter;
  if (output.kind === 'nothing') return undefined;
  return output.kind === 'oci' ? 'oci' : 'tar';
}

/** `CacheOptions`: where the cache goes. Where it comes from the frontend is told. */
function cacheOf({ cacheTo }: BuildOptions): Buffer {
  if (!cacheTo) return Buffer.alloc(0);
  if (cacheTo.kind === 'inline') return bytesField(4, typed('inline', {}));
  return bytesField(4, typed('registry', { ref: cacheTo.image, mode: cacheTo.all ? 'max' : 'min' }));
}

/** The shape of exporters and of caches: a type, and attributes of that. */
function typed(type: string, attributes: Readonly<Record<string, string>>): Buffer {
  return Buffer.concat([bytesField(1, type), mapField(2, attributes)]);
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
    noCacheStages = [],
    shmSize,
    ulimits = [],
    provenance,
    sbom,
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
    ...(noCache || noCacheStages.length > 0 ? { 'no-cache': noCache ? '' : noCacheStages.join(',') } : {}),
    ...(platform === undefined ? {} : { platform }),
    ...(network === undefined || network === 'default' ? {} : { 'force-network-mode': network }),
    ...(hosts.length === 0 ? {} : { 'add-hosts': hosts.join(',') }),
    ...(shmSize === undefined ? {} : { 'shm-size': String(shmSize) }),
    ...(ulimits.length === 0
      ? {}
      : { ulimit: ulimits.map(({ name, soft, hard }) => `${name}=${soft}:${hard}`).join(',') }),
    ...(provenance === undefined ? {} : { 'attest:provenance': `mode=${provenance}` }),
    ...(sbom ? { 'attest:sbom': '' } : {}),
    ...(cacheFrom ? { 'cache-imports': JSON.stringify(cacheFrom.map(importOf)) } : {}),
  };
}

const importOf = (ref: string) => ({ Type: 'registry', Attrs: { ref } });
