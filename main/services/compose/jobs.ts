import type { ComposeFinding } from '../../../app/compose.ts';
import { mostFindings } from './check.ts';
import { placeOfWords, projectFindings, type ReadText, readText, schemaFindings } from './findings.ts';

/** What is wrong with a text, without Compose. */
export interface TextFindings {
  readonly yaml: readonly ComposeFinding[];
  /** What Compose would say, as far as that is known without it. Nothing if the YAML itself is wrong. */
  readonly schema: readonly ComposeFinding[];
  /** The same of what the file's parts say of each other. */
  readonly project: readonly ComposeFinding[];
}

/** What Compose says is mostly about the text that was read just before. */
let last: { readonly text: string; readonly read: ReadText } | undefined;

function read(text: string): ReadText {
  if (last?.text !== text) last = { text, read: readText(text) };
  return last.read;
}

/** What libraries do with the text of a compose file; only utility processes load this. */
export const composeJobs = {
  checkText: (text: string): TextFindings => {
    const found = read(text);
    const broken = found.findings.some(({ severity }) => severity === 'error');
    if (broken) return { yaml: found.findings, schema: [], project: [] };
    const schema = schemaFindings(found);
    return { yaml: found.findings, schema, project: projectFindings(found).slice(0, mostFindings - schema.length) };
  },
  /** Where Compose's words say that something is wrong. */
  placeWords: ({ text, words }: { readonly text: string; readonly words: string }) => placeOfWords(words, read(text)),
};

export type ComposeJobs = typeof composeJobs;
