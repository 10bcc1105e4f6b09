import { useEffect, useReducer, useState } from 'react';
import { useStore } from 'zustand';
import { type Answer, createAnswer, type Question } from '../stores/link/answer.ts';
import { useSession } from './session.tsx';

/** What is known of what was asked, and how to ask again. */
export interface Asked<R> extends Answer<R> {
  readonly again: () => void;
}

/**
 * Asks the host for as long as the view is there: as soon as there is a link, and again when that was renewed, when the
 * question or `since` is another one, or by `again`. What was answered last stays until the next answer is there.
 * @param question must keep its identity as long as it asks the same; without one nothing is asked
 * @param since what the answer may depend on
 */
export function useAnswer<R>(question: Question<R> | undefined, since?: unknown): Asked<R> {
  const { link } = useSession();
  const [held] = useState(() => createAnswer<R>(link));
  const [round, again] = useReducer((before: number) => before + 1, 0);
  useEffect(() => (question ? held.ask(question) : undefined), [held, question, since, round]);
  return { ...useStore(held.state), again };
}
