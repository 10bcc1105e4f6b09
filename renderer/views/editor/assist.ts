import {
  autocompletion,
  type Completion,
  type CompletionContext,
  type CompletionResult,
  snippet,
} from '@codemirror/autocomplete';
import { type Diagnostic, forceLinting, linter, lintGutter } from '@codemirror/lint';
import type { Extension, Text } from '@codemirror/state';
import { type EditorView, hoverTooltip } from '@codemirror/view';
import type { Edit } from '../../../app/dockerfile/advice/types.ts';
import { saidOrTold } from '../../words/problems.ts';
import { outsideProblems, setProblems } from './problems.ts';
import type { EditorOptions, TextCompletion } from './types.ts';

/** How long typing must rest before the text is checked, in ms. */
const lintDelay = 300;
/** Longer texts are edited without help: a service reads the whole text on each question. */
const mostText = 200_000;

type Latest = EditorOptions['latest'];

/** Completion, hover and diagnostics by whatever service the editor has at that time. */
export function assistance(latest: Latest): Extension {
  return [
    autocompletion({ override: [(context) => complete(context, latest)], icons: false, maxRenderedOptions: 100 }),
    hoverTooltip((view, offset) => hover(view, offset, latest), { hoverTime: 350 }),
    outsideProblems,
    linter((view) => diagnose(view, latest), {
      delay: lintDelay,
      needsRefresh: ({ transactions }) =>
        transactions.some(({ effects }) => effects.some((effect) => effect.is(setProblems))),
    }),
    lintGutter(),
  ];
}

async function complete(context: CompletionContext, latest: Latest): Promise<CompletionResult | null> {
  const { doc } = context.state;
  const { service } = latest.current;
  if (!service?.complete || doc.length > mostText) return null;
  const found = await quietly(service.complete(doc.toString(), context.pos, context.explicit));
  if (!found || found.items.length === 0 || context.aborted) return null;
  return { from: found.from, options: found.items.map(option), validFor: /^[\w.-]*$/ };
}

function option({ label, insert, snippet: fields, detail, info, kind }: TextCompletion): Completion {
  return {
    label,
    ...(insert === undefined ? {} : { apply: fields ? snippet(insert.replaceAll('$0', '${}')) : insert }),
    ...(detail === undefined ? {} : { detail }),
    ...(info === undefined ? {} : { info }),
    ...(kind === undefined ? {} : { type: kind }),
  };
}

async function hover(view: EditorView, offset: number, latest: Latest) {
  const { doc } = view.state;
  const { service } = latest.current;
  if (!service?.hover || doc.length > mostText) return null;
  const found = await quietly(service.hover(doc.toString(), offset));
  if (!found || found.text === '') return null;
  return {
    pos: found.from,
    end: found.to,
    above: true,
    create: () => {
      const dom = document.createElement('div');
      dom.className = 'cm-hover';
      dom.textContent = found.text;
      return { dom };
    },
  };
}

async function diagnose(view: EditorView, latest: Latest): Promise<readonly Diagnostic[]> {
  const { doc } = view.state;
  const { service } = latest.current;
  const found =
    service?.diagnose && doc.length <= mostText
      ? await quietly(Promise.resolve(service.diagnose(doc.toString())))
      : undefined;
  const inText = (offset: number) => Math.min(Math.max(offset, 0), doc.length);
  return [
    ...view.state.field(outsideProblems),
    ...(found ?? []).map(({ from, to, message, actions = [], ...rest }) => ({
      ...rest,
      message: saidOrTold(message),
      from: inText(from),
      to: Math.max(inText(to), inText(from)),
      actions: actions.map(({ name, edits }) => ({ name, apply: (view: EditorView) => change(view, doc, edits) })),
    })),
  ];
}

/** Makes edits of a text that was looked at. Where it is another one by now, it is looked at again instead. */
function change(view: EditorView, looked: Text, edits: readonly Edit[]): void {
  if (view.state.readOnly) return;
  if (view.state.doc.eq(looked)) view.dispatch({ changes: edits, userEvent: 'input.mend', scrollIntoView: true });
  forceLinting(view);
  view.focus();
}

/** A service that fails knows nothing: typing goes on. */
async function quietly<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch {
    return undefined;
  }
}
