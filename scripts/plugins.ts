import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Plugin } from 'vite';

interface ProtoReader {
  load(file: string): Promise<{ toJSON(): object }>;
}

/**
 * dockerode reads two .proto files from beside its sources when a BuildKit session starts. A bundle has no such files,
 * so the definitions are compiled to JSON while bundling and put where the path was. A dockerode that reads them in
 * another way fails the build instead of the first image build.
 */
export function protoAsJson(): Plugin {
  return {
    name: 'gantry:proto-as-json',
    transform: {
      filter: { id: /dockerode[/\\]lib[/\\](session|buildkit)\.js$/ },
      async handler(code, id) {
        const call = /(\w+)\.loadSync\(\s*path\.resolve\(__dirname, "proto", "([\w.]+)"\)\s*,?\s*\)/;
        const [found, loader, file] = call.exec(code) ?? [];
        if (!found || !loader || !file) throw new Error(`${id} no longer loads its .proto file as expected`);
        // dockerode's own copy, so that both read the same language.
        const protobuf: ProtoReader = createRequire(id)('protobufjs');
        const definitions = await protobuf.load(join(dirname(id), 'proto', file));
        const json = JSON.stringify(definitions.toJSON());
        const load = loader === 'protoLoader' ? 'protoLoader.fromJSON' : `${loader}.Root.fromJSON`;
        return { code: code.replace(found, () => `${load}(${json})`), map: null };
      },
    },
  };
}

/** Modules of dockerode that load what Gantry does not use: ssh2, which takes 16 MB for one cipher, and gRPC. */
const loadedForNothing = [
  { of: 'docker-modem/lib/modem.js', name: 'ssh', path: './ssh' },
  { of: 'dockerode/lib/docker.js', name: 'withSession', path: './session' },
] as const;

/**
 * Has dockerode load its connections over SSH and its own BuildKit sessions when they are asked for, not at the start, which
 * they made longer by a quarter, and the process larger by some 10 MB. A dockerode that loads them in another way fails the build.
 */
export function loadedWhenUsed(): Plugin {
  return {
    name: 'gantry:loaded-when-used',
    transform: {
      filter: { id: /docker(ode|-modem)[/\\]lib[/\\](docker|modem)\.js$/ },
      handler(code, id) {
        const { name, path } = loadedForNothing.find(({ of }) => id.replaceAll('\\', '/').endsWith(of)) ?? {};
        const eager = `${name} = require('${path}')`;
        if (!code.includes(eager)) throw new Error(`${id} no longer loads ${path} as expected`);
        return { code: code.replace(eager, `${name} = (...given) => require('${path}')(...given)`), map: null };
      },
    },
  };
}

/**
 * ssh2 and ws try compiled add-ons inside try/catch and do without them. A bundle cannot hold machine code, and must
 * not pick up whatever lies in a node_modules near it: the attempt always fails, on every machine alike.
 */
export function withoutNatives(): Plugin {
  const virtual = '\0gantry:no-native';
  return {
    name: 'gantry:without-natives',
    enforce: 'pre',
    resolveId: {
      filter: { id: /(^(cpu-features|bufferutil|utf-8-validate)|\.node)$/ },
      handler: () => virtual,
    },
    load: {
      filter: { id: /gantry:no-native$/ },
      handler: () => "throw new Error('Compiled add-ons are not part of the bundle');\nexport {};",
    },
  };
}

/**
 * The Dockerfile language service asks Docker Hub for tags while somebody types, over Node's `https`, which a page does not
 * have. Gantry asks no registry unasked: there are no tags. A service without that module fails the build, because what
 * takes its place may ask, too.
 */
export function withoutRegistry(): Plugin {
  let replaced = false;
  return {
    name: 'gantry:without-registry',
    load: {
      filter: { id: /dockerfile-language-service[/\\]lib[/\\]dockerRegistryClient\.js$/ },
      handler: () => {
        replaced = true;
        return 'exports.DockerRegistryClient = class { getTags() { return Promise.resolve([]); } };';
      },
    },
    buildEnd(error) {
      const isThere = [...this.getModuleIds()].some((id) => /[/\\]dockerfile-language-service[/\\]/.test(id));
      if (!error && isThere && !replaced)
        this.error('The Dockerfile language service no longer has its registry client');
    },
  };
}

/** Packages of fonts that style sheets load. */
const fonts = ['@fontsource-variable/inter', '@fontsource-variable/jetbrains-mono'];

/** Remembers the folders of the packages that a page's workers are made of. */
export function workerPackages(folders: Set<string>): Plugin {
  return {
    name: 'gantry:worker-packages',
    buildEnd() {
      for (const id of this.getModuleIds()) {
        const [folder] =
          /^.*[/\\]node_modules[/\\](?:@[^/\\]+[/\\])?[^/\\]+(?=[/\\])/.exec(id.replace(/^\0/, '')) ?? [];
        if (folder !== undefined) folders.add(folder);
      }
    },
  };
}

/**
 * Vite lists the licences of the page's own modules; fonts come from style sheets, workers are bundles of their own, and
 * theirs ask to go along just the same.
 */
export function furtherLicences(workers: ReadonlySet<string>): Plugin {
  return {
    name: 'gantry:further-licences',
    generateBundle: {
      order: 'post',
      async handler(_options, bundle) {
        const list = bundle['licenses.md'];
        if (list?.type !== 'asset') throw new Error('There is no list of licences that further ones could go into');
        const require = createRequire(import.meta.url);
        const folders = [...fonts.map((name) => dirname(require.resolve(`${name}/LICENSE`))), ...workers];
        for (const folder of folders.sort()) list.source = `${String(list.source)}\n${await licenceOf(folder)}`;
      },
    },
  };
}

async function licenceOf(folder: string): Promise<string> {
  const { name, license }: { name?: string; license?: string } = JSON.parse(
    await readFile(join(folder, 'package.json'), 'utf8'),
  );
  const file = (await readdir(folder)).find((entry) => /^licen[cs]e/i.test(entry));
  if (name === undefined || license === undefined || file === undefined) throw new Error(`No licence in ${folder}`);
  return `## ${name} - ${license}\n\n${await readFile(join(folder, file), 'utf8')}`;
}
