import { useCallback, useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { type ContextSurvey, mostIgnore } from '../../../../app/build/contexts.ts';
import type { GantryClient } from '../../../../app/contract.ts';
import { useSession } from '../../../hooks/session.tsx';
import { type Asked, useAnswer } from '../../../hooks/use-answer.ts';

/** How long typing must rest before a folder is gone through, in ms. */
const rest = 250;

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

/** The text of a file in its editor, a moment after its last edit; undefined until then. A file that is not there has ''. */
function useRestedText(path: string): string | undefined {
  const { documents } = useSession();
  const [rested, setRested] = useState<{ readonly path: string; readonly text: string | undefined }>();
  useEffect(() => documents.open(path), [documents, path]);
  const text = useStore(documents.state, (all) => all.get(path)?.document?.text);
  useEffect(() => {
    const timer = setTimeout(() => setRested({ path, text }), rest);
    return () => clearTimeout(timer);
  }, [path, text]);
  return rested?.path === path ? rested.text : undefined;
}
