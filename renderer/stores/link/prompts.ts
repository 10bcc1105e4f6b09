import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Prompt, PromptAnswer } from '../../../app/engines/prompts.ts';
import type { Link } from './link.ts';

export interface PromptStore {
  /** What main waits to hear from a person, the oldest first. */
  readonly state: StoreApi<{ readonly open: readonly Prompt[] }>;
  /** Answers one. It goes when main has taken it, or asks no more. */
  answer(prompt: Prompt, answer: PromptAnswer): void;
}

/** Follows what is asked for as long as the window lives. Answers are not remembered. */
export function createPromptStore(link: Link): PromptStore {
  const state: PromptStore['state'] = createStore(() => ({ open: [] }));
  const drop = (gone: readonly string[]) =>
    state.setState(({ open }) => ({ open: open.filter(({ id }) => !gone.includes(id)) }));
  link.live((client) =>
    client.prompts.watch(
      {},
      {
        onItem: ({ reset, changed, removed }) =>
          state.setState(({ open }) => {
            const gone = [...removed, ...changed.map(({ id }) => id)];
            return { open: [...(reset ? [] : open.filter(({ id }) => !gone.includes(id))), ...changed] };
          }),
        onEnd: () => state.setState({ open: [] }),
      },
    ),
  );
  return {
    state,
    answer: (prompt, answer) => {
      drop([prompt.id]);
      // One that is open no more needs no answer; one that is not taken comes again with the next link.
      void link.ask((client) => client.prompts.answer({ prompt: prompt.id, answer })).catch(() => undefined);
    },
  };
}
