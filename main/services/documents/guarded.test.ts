import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { contract, type GantryServices } from '../../../app/contract.ts';
import { ContainerPath } from '../../../app/files.ts';
import { toProblem } from '../../../app/rpc/problem.ts';
import { Grants } from './grants.ts';
import { guarded } from './guarded.ts';

interface Loose {
  readonly kind: 'call' | 'stream';
  readonly params: Schema;
}
interface Schema {
  readonly def: { shape?: Record<string, Schema>; innerType?: Schema; element?: Schema };
  safeParse(value: unknown): { readonly success: boolean };
}

/** Paths that some operation or other takes. */
const paths = ['/a/.ssh/compose.yml', '/a/.ssh/a.tar', '/a/.ssh/a.log', '/a/.ssh/a.cast'];

/** What a parameter takes of them; none for anything but an absolute path of this machine. */
function pathsFor(schema: Schema): readonly unknown[] {
  if ((schema as unknown) === ContainerPath) return [];
  if (schema.def.innerType) return pathsFor(schema.def.innerType);
  if (schema.def.element) return pathsFor(schema.def.element).map((path) => [path]);
  return schema.safeParse('a').success ? [] : paths.filter((path) => schema.safeParse(path).success);
}

/** Every operation of the contract that names a file or a folder, by the parameters that do. */
const asking = Object.entries(contract).flatMap(([slice, operations]) =>
  Object.entries(operations as unknown as Record<string, Loose>).flatMap(([name, { params }]) =>
    Object.entries(params.def.shape ?? {}).flatMap(([key, schema]) => {
      const [path] = pathsFor(schema);
      return path === undefined ? [] : [{ slice, name, key, path }];
    }),
  ),
);

let grants: Grants;
beforeAll(async () => {
  const machine = { env: {}, home: '/a', platform: process.platform, uid: 0, root: '' };
  grants = await Grants.open(machine, join(tmpdir(), 'gantry-none'));
});

test('the contract names files in the places that are known', () => {
  expect(asking.map(({ slice, name, key }) => `${slice}.${name}(${key})`).join(' ')).toMatchInlineSnapshot(
    `"builds.openFolder(path) builds.forecast(folder) builds.start(folder) compose.up(files) compose.up(workingDir) compose.downWithFile(files) compose.downWithFile(workingDir) compose.pull(files) compose.pull(workingDir) compose.build(files) compose.build(workingDir) compose.validate(path) contexts.survey(folder) documents.list(folder) documents.read(path) documents.write(path) documents.watch(path) documents.draft(path) documents.saveDraft(path) documents.dropDraft(path) files.download(to) logs.save(path) recordings.start(path) recordings.play(path) recordings.saveText(path) recordings.saveText(to) terminal.save(path) transfers.save(path) transfers.export(path) transfers.load(path)"`,
  );
});

// The services of documents and of recordings ask for themselves.
test.each(asking.filter(({ slice }) => slice !== 'documents' && slice !== 'recordings'))(
  '$slice.$name is refused a $key of keys',
  async (asked) => {
    const ran: string[] = [];
    const service = new Proxy({}, { get: (_, name) => async () => ran.push(String(name)) });
    const services = Object.fromEntries(Object.keys(contract).map((slice) => [slice, service]));
    const served = guarded(services as unknown as GantryServices, grants) as unknown as Record<
      string,
      Record<string, (params: unknown, context: unknown) => Promise<unknown>>
    >;
    const rest = { files: [], folder: '/work', path: '/work/compose.yml', paths: ['/a'], to: '/work' };
    const call = (params: object) => served[asked.slice]?.[asked.name]?.(params, {});
    expect(
      await Promise.resolve(call({ ...rest, [asked.key]: asked.path })).then(() => 'done', toProblem),
    ).toMatchObject({
      code: 'permission-denied',
    });
    expect(ran).toEqual([]);
    await call(rest);
    expect(ran).toEqual([asked.name]);
  },
);

test('a secret of a build is refused where keys are', async () => {
  const service = new Proxy({}, { get: () => async () => expect.unreachable() });
  const services = Object.fromEntries(Object.keys(contract).map((slice) => [slice, service]));
  const { builds } = guarded(services as unknown as GantryServices, grants);
  const order = { engine: 'e00000000000a', folder: '/w/x', dockerfile: 'Dockerfile', tags: [], args: {} };
  const secrets = [{ id: 'a', file: '/a/.ssh/id' }];
  const started = Promise.resolve(
    builds.start({ ...order, noCache: false, pull: false, secrets }, { signal: AbortSignal.timeout(60_000) }),
  );
  expect(await started.then(() => 'ran', toProblem)).toMatchObject({ code: 'permission-denied' });
});
