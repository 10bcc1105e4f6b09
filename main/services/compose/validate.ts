import { dirname } from 'node:path';
import type { ComposeFinding } from '../../../app/compose.ts';
import { toProblem } from '../../../app/rpc/problem.ts';
import { JobLost, type JobRunner } from '../../processes/utility.ts';
import { whyLost } from '../../processes/why-lost.ts';
import type { ComposeProgram } from './find.ts';
import type { ComposeJobs, TextFindings } from './jobs.ts';
import { runProgram } from './run.ts';

/** Reading a project reads its `.env` and included files; longer than this, in ms, is no answer while typing. */
const patience = 8000;
/** A validation that is given up has nothing to tidy up, in ms. */
const endLimit = 500;

/** What a validation needs beside the text. */
export interface Validation {
  /** Where the text is, or would be. */
  readonly path: string;
  readonly program: ComposeProgram | undefined;
  readonly env: NodeJS.ProcessEnv;
  readonly jobs: JobRunner<ComposeJobs>;
  readonly signal: AbortSignal;
}

/**
 * What is wrong with the text of a compose file. Compose itself is asked too, where there is one: what it accepts is
 * right, whatever the schema thinks, which may be older or newer than it; what it refuses, it says itself. A text that
 * cannot be read here has a finding that says so.
 */
export async function validateText(text: string, validation: Validation): Promise<readonly ComposeFinding[]> {
  const { yaml, schema, project } = await checkText(text, validation);
  if (yaml.some(({ severity }) => severity === 'error')) return yaml;
  const words = await complaintOf(text, validation);
  if (words === undefined) return [...yaml, ...schema, ...project];
  if (words === '') return yaml;
  const said = await composeFinding(words, text, validation);
  return [...yaml, said, ...schema.filter(({ line }) => line !== said.line).map(asWarning)];
}

/** The text is read elsewhere, because what reads it may not come to its end, or take its process with it. */
async function checkText(text: string, { jobs, signal }: Validation): Promise<TextFindings> {
  try {
    return await jobs.run('checkText', text, signal);
  } catch (error) {
    if (!(error instanceof JobLost)) throw error;
    return {
      yaml: [{ line: 1, column: 1, message: whyLost[error.why], severity: 'warning', source: 'YAML' }],
      schema: [],
      project: [],
    };
  }
}

/** What Compose says about the text, at the place that its words name. */
async function composeFinding(words: string, text: string, { jobs, signal }: Validation): Promise<ComposeFinding> {
  const message = words.replace(/^validating [^:]+: /, '').trim();
  const shared = { message, severity: 'error', source: 'Compose' } as const;
  const [, line] = /\bline (\d+)\b/.exec(words) ?? [];
  if (line !== undefined) return { line: Number(line), column: 1, ...shared };
  try {
    return { ...(await jobs.run('placeWords', { text, words: message }, signal)), ...shared };
  } catch (error) {
    if (!(error instanceof JobLost)) throw error;
    return { line: 1, column: 1, ...shared };
  }
}

/** Compose stops at the first thing that is wrong: what else the schema has to say may be its age. */
function asWarning(finding: ComposeFinding): ComposeFinding {
  return { ...finding, severity: 'warning' };
}

/** To look at a file must not make Compose fetch what it includes from elsewhere. */
const offline = { COMPOSE_EXPERIMENTAL_GIT_REMOTE: '0', COMPOSE_EXPERIMENTAL_OCI_REMOTE: '0' };

/** What `docker compose config` says: '' when it accepts the text, undefined when it does not answer. */
async function complaintOf(text: string, { path, program, env, signal }: Validation): Promise<string | undefined> {
  if (!program) return undefined;
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
