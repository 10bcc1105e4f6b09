import { expect, it } from 'vitest';
import { createQuestionStore } from './question.ts';

const question = (title: string) => ({ title, body: '', engines: [], confirm: 'Remove' });

it('a question is open until it is answered, with what was chosen', async () => {
  const { state, ask, answer } = createQuestionStore();
  const asked = ask(question('Remove web?'));
  expect(state.getState().asked?.title).toBe('Remove web?');
  answer({ option: true });
  await expect(asked).resolves.toEqual({ option: true });
  expect(state.getState().asked).toBeUndefined();
});

it('a second question refuses the first, and its answer is no answer to that', async () => {
  const { state, ask, answer } = createQuestionStore();
  const first = ask(question('Remove web?'));
  const second = ask(question('Remove db?'));
  await expect(first).resolves.toBeUndefined();
  expect(state.getState().asked?.title).toBe('Remove db?');
  answer({ option: false });
  await expect(second).resolves.toEqual({ option: false });
});

it('an answer to nothing is for no later question', async () => {
  const { ask, answer } = createQuestionStore();
  answer({ option: true });
  const asked = ask(question('Remove web?'));
  answer(undefined);
  await expect(asked).resolves.toBeUndefined();
});
