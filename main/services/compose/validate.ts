import { dirname } from 'node:path';
import type { ComposeFinding } from '../../../app/compose.ts';
import { toProblem } from '../../../app/problem.ts';
import type { ComposeProgram } from './find.ts';
import { composeFinding, readText, schemaFindings } from './findings.ts';
import { runProgram } from './run.ts';

/** Reading a project reads its `.env` and included files; longer than this, in ms, is no answer while typing. */
const patience = 8000;
/** A validation that is given up has nothing to tidy up, in ms. */
const endLimit = 500;

/**
 * What is wrong with the text of a compose file at `path`. Compose itself is asked too, where there is one: what it
 * accepts is right, whatever the schema thinks, which is older than some keys.
 */
export async function validateText(
  text: string,
  path: string,
  program: ComposeProgram | undefined,
  env: NodeJS.ProcessEnv,
  signal: AbortSignal,
): Promise<readonly ComposeFinding[]> {
  const read = readText(text);
  if (read.findings.some(({ severity }) => severity === 'error')) return read.findings;
  const schema = schemaFindings(read);
  const words = program && (await complaintOf(program, text, path, env, signal));
  if (words === undefined) return [...read.findings, ...schema];
  if (words === '') return read.findings;
  const said = composeFinding(words, read);
  return [...read.findings, said, ...schema.filter(({ line }) => line !== said.line).map(asWarning)];
}

/** Compose stops at the first thing that is wrong: what else the schema has to say may be its age. */
function asWarning(finding: ComposeFinding): ComposeFinding {
  return { ...finding, severity: 'warning' };
}

/** To look at a file must not make Compose fetch what it includes from elsewhere. */
const offline = { COMPOSE_EXPERIMENTAL_GIT_REMOTE: '0', COMPOSE_EXPERIMENTAL_OCI_REMOTE: '0' };

/** What `docker compose config` says: '' when it accepts the text, undefined when it does not answer. */
async function complaintOf(
  program: ComposeProgram,
  text: string,
  path: string,
  env: NodeJS.ProcessEnv,
  signal: AbortSignal,
): Promise<string | undefined> {
  const both = AbortSignal.any([signal, AbortSignal.timeout(patience)]);
  const lines: string[] = [];
  const folder = dirname(path);
  const args = ['--project-directory', folder, '--file', '-', 'config', '--quiet'];
  try {
    const code = await runProgram(
      program,
      { args, cwd: folder, env: { ...env, ...offline }, input: text },
      { signal: both, limit: endLimit },
      (line) => {
        // The reason is the last line; warnings about unset variables come before it.
        lines.push(line.slice(0, 2000));
        if (lines.length > 50) lines.shift();
      },
    );
    signal.throwIfAborted();
    if (both.aborted) return undefined;
    const words = lines.filter((line) => line.trim() !== '').at(-1) ?? '';
    if (words.includes('COMPOSE_EXPERIMENTAL_')) return undefined;
    return code === 0 ? '' : words;
  } catch (error) {
    signal.throwIfAborted();
    if (toProblem(error).code === 'unsupported') return undefined;
    throw error;
  }
}
