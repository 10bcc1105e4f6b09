import { expect, test } from 'vitest';
import type { Prompt } from '../../../app/engines/prompts.ts';
import { near, openWindow } from '../testing.ts';

const prompt = (digit: string): Prompt => ({
  id: `p${digit.repeat(32)}`,
  kind: 'passphrase',
  engine: near,
  key: '/home/me/.ssh/id',
  until: 1,
});

test('a question is shown until it is answered here, or elsewhere', async () => {
  const { host, session } = await openWindow();
  const open = () => session.prompts.state.getState().open.map(({ id }) => id[1]);
  const put = (changed: readonly Prompt[], removed: readonly string[] = [], reset = false) =>
    host.tell('prompts.watch', { reset, complete: true, changed, removed });
  await put([prompt('1'), prompt('2')], [], true);
  await expect.poll(open).toEqual(['1', '2']);
  session.prompts.answer(prompt('1'), { kind: 'passphrase', secret: 'sword fish' });
  expect(open()).toEqual(['2']);
  await expect
    .poll(() => host.asked.filter(([operation]) => operation === 'prompts.answer'))
    .toEqual([['prompts.answer', { prompt: prompt('1').id, answer: { kind: 'passphrase', secret: 'sword fish' } }]]);
  await put([], [prompt('2').id]);
  await expect.poll(open).toEqual([]);
  expect(JSON.stringify(session.prompts.state.getState())).not.toContain('sword');
});
