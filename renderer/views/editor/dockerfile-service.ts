import './buffer.ts';
import { DockerfileLanguageServiceFactory } from 'dockerfile-language-service';
import { ValidationSeverity } from 'dockerfile-utils';
import { type CompletionItem, type MarkupContent, type TextEdit } from 'vscode-languageserver-types';
import { adviceOn } from '../../../app/dockerfile/advice/advise.ts';
import { silence } from '../../../app/dockerfile/advice/silence.ts';
import { formatDockerfile } from '../../../app/dockerfile/format.ts';
import { readDockerfile } from '../../../app/dockerfile/read.ts';
import { isInHeredoc } from '../../../app/dockerfile/references.ts';
import { faultsIn } from './dockerfile-faults.ts';
import { offsetAt, positionAt } from './positions.ts';
import type { SilenceableAdvice, TextCompletion, TextCompletions, TextDiagnostic, TextHover } from './types.ts';

const service = DockerfileLanguageServiceFactory.createLanguageService();
service.setCapabilities({
  completion: { completionItem: { snippetSupport: true, documentationFormat: ['plaintext'] } },
  hover: { contentFormat: ['plaintext'] },
});

const { WARNING, IGNORE } = ValidationSeverity;
const settings = {
  deprecatedMaintainer: WARNING,
  directiveCasing: WARNING,
  emptyContinuationLine: WARNING,
  instructionCasing: WARNING,
  instructionCmdMultiple: WARNING,
  instructionEntrypointMultiple: WARNING,
  instructionHealthcheckMultiple: WARNING,
  instructionJSONInSingleQuotes: WARNING,
  // A relative WORKDIR after an absolute one is plain and common.
  instructionWorkdirRelative: IGNORE,
};

/** Longer texts are edited without help, in characters: the library looks at parts of them again and again. */
export const mostText = 100_000;
/** Faults that are marked; who has more mends the first ones first. */
const mostFaults = 500;

/** What is wrong with a Dockerfile. */
export function diagnose(text: string): readonly TextDiagnostic[] {
  if (text.length > mostText) return [];
  return faultsIn(text, (plain) => service.validate(plain, settings)).slice(0, mostFaults);
}

/** What would be better in a Dockerfile. */
export function advise(text: string): readonly SilenceableAdvice[] {
  if (text.length > mostText) return [];
  const file = readDockerfile(text);
  return adviceOn(file).map((advice) => ({ ...advice, silence: silence(file, advice.rule) }));
}

/** Instructions, flags, stages and variables that may stand at an offset. */
export async function complete(text: string, offset: number, explicit: boolean): Promise<TextCompletions | undefined> {
  if (text.length > mostText) return undefined;
  if (isInHeredoc(readDockerfile(text), offset)) return undefined;
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  // An empty line offers everything only when asked.
  if (!explicit && text.slice(lineStart, offset).trim() === '') return undefined;
  const found = await service.computeCompletionItems(text, positionAt(text, offset));
  const [first] = found;
  if (!first) return undefined;
  const edit = editOf(first);
  return { from: edit ? offsetAt(text, edit.range.start) : offset, items: found.slice(0, 200).map(completion) };
}

function editOf({ textEdit }: CompletionItem): TextEdit | undefined {
  return textEdit && 'range' in textEdit ? textEdit : undefined;
}

function completion(item: CompletionItem): TextCompletion {
  const insert = editOf(item)?.newText ?? item.insertText;
  const info = plain(service.resolveCompletionItem(item).documentation);
  return {
    label: item.label,
    ...(insert === undefined ? {} : { insert }),
    snippet: item.insertTextFormat === 2,
    ...(item.detail ? { detail: item.detail } : {}),
    ...(info ? { info } : {}),
    kind: 'keyword',
  };
}

/** What an instruction or a variable at an offset means. */
export async function hover(text: string, offset: number): Promise<TextHover | undefined> {
  if (text.length > mostText || isInHeredoc(readDockerfile(text), offset)) return undefined;
  const found = service.computeHover(text, positionAt(text, offset));
  if (!found) return undefined;
  const { contents, range } = found;
  const known = typeof contents === 'string' || 'kind' in contents ? plain(contents) : undefined;
  if (!known) return undefined;
  if (range) return { from: offsetAt(text, range.start), to: offsetAt(text, range.end), text: known };
  const before = /[\w-]*$/.exec(text.slice(0, offset))?.[0] ?? '';
  const after = /^[\w-]*/.exec(text.slice(offset))?.[0] ?? '';
  return { from: offset - before.length, to: offset + after.length, text: known };
}

function plain(words: string | MarkupContent | undefined): string | undefined {
  return typeof words === 'object' ? words.value : words;
}

/** A Dockerfile with its continued lines indented by four spaces; it builds what it did before. */
export async function format(text: string): Promise<string> {
  if (text.length > mostText) return text;
  return formatDockerfile(text);
}
