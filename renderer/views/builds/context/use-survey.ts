import { useCallback, useEffect, useState } from 'react';
import { type ContextSurvey, mostIgnore } from '../../../../app/contexts.ts';
import type { GantryClient } from '../../../../app/contract.ts';
import { useSession } from '../../../hooks/session.tsx';
import { type Asked, useAnswer } from '../../../hooks/use-answer.ts';

/** How long typing must rest before a folder is gone through, in ms. */
const rest = 300;

/**
 * What a build of a folder is sent with an ignore file as it is in its editor; asked again a moment after the last edit.
 * @param ignore the absolute path of the ignore file
 */
export function useSurvey(folder: string, ignore: string): Asked<ContextSurvey> {
  const text = useRestedText(ignore);
  const ask = useCallback(
    (client: GantryClient, signal: AbortSignal) => client.contexts.survey({ folder, ignore: text ?? '' }, { signal }),
    [folder, text],
  );
  return useAnswer(text === undefined || text.length > mostIgnore ? undefined : ask);
}

/** The text of a file in its editor, a moment after its last edit; undefined until it is read. A file that is not there has ''. */
function useRestedText(path: string): string | undefined {
  const { documents } = useSession();
  const [text, setText] = useState<string>();
  useEffect(() => documents.open(path), [documents, path]);
  useEffect(() => {
    const now = () => documents.state.getState().get(path)?.document?.text;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let last = now();
    setText(last);
    const end = documents.state.subscribe(() => {
      const next = now();
      if (next === last) return;
      // What is read for the first time is not being typed.
      if (last === undefined) setText(next);
      last = next;
      clearTimeout(timer);
      timer = setTimeout(() => setText(next), rest);
    });
    return () => {
      clearTimeout(timer);
      end();
    };
  }, [documents, path]);
  return text;
}
