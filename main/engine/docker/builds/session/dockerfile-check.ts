import { randomBytes } from 'node:crypto';
import type { DockerfileQuestion } from '../../../../../app/builds.ts';
import type { ContextFiles, FileSource } from '../../../ports/builds.ts';
import type { EngineHttp } from '../../http/http.ts';
import { GrpcClient } from './grpc-client.ts';
import { bytesField, numberField } from './message.ts';
import { readFields } from './protobuf.ts';
import { openSession } from './session.ts';

const control = '/moby.buildkit.v1.Control/Solve';
const wanted = Buffer.from('result.json');
const bridge = '/moby.buildkit.v1.frontend.LLBBridge';

/** What BuildKit's frontend is asked with. Any `cmdline` keeps it from fetching the one that `# syntax=` names. */
const question = { requestid: 'frontend.lint', filename: 'Dockerfile', cmdline: 'dockerfile.v0' };

/**
 * BuildKit's own words on a Dockerfile: the JSON that its build checks answer. Nothing is built.
 * @param absent images, as builders call them, for which nothing stands in: what is left would be asked of registries
 */
export async function checkDockerfile(
  http: EngineHttp,
  file: DockerfileQuestion,
  absent: readonly string[],
  signal: AbortSignal,
): Promise<Uint8Array> {
  const session = await openSession(http, { files: filesOf(file) }, () => {}, signal);
  try {
    const headers = { Upgrade: 'h2c' };
    const client = new GrpcClient(await http.upgrade({ method: 'POST', path: '/grpc', headers }, signal));
    try {
      return await ask(client, session.id, [...givenBy(file), ...absent.map(standIn)]);
    } finally {
      client.close();
    }
  } finally {
    session.close();
  }
}

type Option = readonly [name: string, value: string];

const givenBy = ({ args }: DockerfileQuestion): readonly Option[] =>
  Object.entries(args).map(([name, value]) => [`build-arg:${name}`, value]);

const standIn = (image: string): Option => [`context:${image}`, 'local:nothing'];

/** A build that is none stays open while its frontend is asked. */
async function ask(client: GrpcClient, session: string, given: readonly Option[]): Promise<Uint8Array> {
  const id = randomBytes(16).toString('hex');
  const isInternal = 1;
  // An empty message says that there are no options for the cache: Docker 28 crashes where it is missing.
  const build = Buffer.concat([
    bytesField(1, id),
    bytesField(5, session),
    bytesField(8, ''),
    numberField(11, isInternal),
  ]);
  const of = { metadata: { 'buildkit-controlapi-buildid': id } };
  const open = client.call(control, build);
  // It rejects with what went wrong, or with the end of the connection.
  open.catch(() => {});
  const options = [...Object.entries(question), ...given].map(([key, value]) =>
    bytesField(3, Buffer.concat([bytesField(1, key), bytesField(2, value)])),
  );
  const resultsByValue = 1;
  const solve = Buffer.concat([bytesField(2, 'dockerfile.v0'), ...options, numberField(5, resultsByValue)]);
  const answered = client.call(`${bridge}/Solve`, solve, of);
  const answer = await Promise.race([answered, open.then(() => answered)]);
  // The empty message is the result, which may not be missing either.
  await client.call(`${bridge}/Return`, bytesField(1, ''), of);
  return resultOf(answer);
}

/** `result.json` of the answer's metadata; empty where there is none. */
function resultOf(answer: Uint8Array): Uint8Array {
  const results = readFields(answer).filter(({ number }) => number === 3);
  for (const { bytes } of results.flatMap(({ bytes }) => readFields(bytes).filter(({ number }) => number === 10))) {
    const entry = readFields(bytes);
    const value = (number: number) => entry.find((field) => field.number === number)?.bytes ?? new Uint8Array(0);
    if (Buffer.from(value(1)).equals(wanted)) return value(2);
  }
  return new Uint8Array(0);
}

const nothing: FileSource = { entries: async function* () {}, read: async function* () {} };

/** The files as they are in the editor, in a folder of their own; the ignore file by the name that wins over others. */
function filesOf({ text, ignore }: DockerfileQuestion): ContextFiles {
  const texts = { Dockerfile: text, ...(ignore === undefined ? {} : { 'Dockerfile.dockerignore': ignore }) };
  const files = new Map(Object.entries(texts).map(([path, text]) => [path, Buffer.from(text)]));
  return {
    key: 'gantry:check',
    context: nothing,
    ignore: nothing,
    dockerfile: {
      entries: async function* () {
        for (const [path, { length }] of files) {
          yield { path, type: 'file', mode: 0o644, mtime: Date.now(), size: length };
        }
      },
      read: async function* ({ path }) {
        yield files.get(path) ?? Buffer.alloc(0);
      },
    },
  };
}
