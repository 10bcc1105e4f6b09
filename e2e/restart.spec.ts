import type { Handler } from './fake/engine.ts';
import { expect, test } from './fake-fixtures.ts';

test('a container can be stopped between the two halves of its restart', async ({ open, fake }) => {
  let startAgain = (): void => {};
  const halves: Handler = ({ engine, response, id }) => {
    const set = (state: string, Action: string) => {
      const container = engine.containers.get(id);
      if (container) engine.containers.set(id, { ...container, state, status: state });
      engine.emit({ Type: 'container', Action, Actor: { ID: id } });
    };
    set('exited', 'die');
    startAgain = () => {
      set('running', 'start');
      response.writeHead(204).end();
    };
  };
  const engine = await fake({
    containers: [{ name: 'web' }, { name: 'other' }],
    handlers: { 'POST /containers/:id/restart': halves },
  });
  const gantry = await open(engine);
  const { page } = gantry;
  const asked = (verb: string) => engine.requests.filter(({ path }) => path.endsWith(`/${verb}`)).length;
  const inspected = () => engine.requests.filter(({ path }) => path.endsWith('/json')).length;
  await gantry.row('web').click();
  await page.keyboard.press('Escape');
  const before = inspected();
  await page.keyboard.press('r');
  await expect.poll(() => asked('restart')).toBe(1);
  // Its end was heard of, and its row read anew.
  await expect.poll(inspected).toBeGreaterThan(before);
  await expect(gantry.row('web')).not.toContainText(/exited|stopped/);
  await page.keyboard.press('s');
  await expect(gantry.row('web')).toContainText('Stopping');
  expect(asked('stop')).toBe(0);
  startAgain();
  await expect.poll(() => asked('stop')).toBe(1);
  await expect(gantry.row('web')).toContainText('stopped');
});
