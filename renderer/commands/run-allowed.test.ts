import { describe, expect, it } from 'vitest';
import { buildCommands } from './builds.ts';
import { composeCommands } from './compose.ts';
import { containerCommands } from './containers.ts';
import { toldDone } from './each.ts';
import { imageCommands } from './images.ts';
import { networkCommands } from './networks.ts';
import { keyed } from './run-allowed.ts';
import { taskCommands } from './tasks.ts';
import { volumeCommands } from './volumes.ts';

describe('a key on a list', () => {
  it('means one thing, whatever the rows are like', () => {
    const kinds = [
      buildCommands,
      composeCommands,
      containerCommands,
      imageCommands,
      networkCommands,
      taskCommands,
      volumeCommands,
    ];
    for (const commands of kinds) {
      const keys = commands.flatMap(({ key }) => key ?? []);
      expect([...new Set(keys)]).toEqual(keys);
    }
  });
  it('is told apart by Shift and not by Caps Lock', () => {
    const id = (key: string, shiftKey: boolean) => keyed(containerCommands, { key, shiftKey })?.id;
    expect(id('s', false)).toBe('containers.stop');
    expect(id('S', true)).toBe('containers.start');
    expect(id('S', false)).toBe('containers.stop');
    expect(id('s', true)).toBe('containers.start');
    expect(id('Delete', false)).toBe('containers.remove');
    expect(id('x', false)).toBeUndefined();
  });
});

describe('what was done', () => {
  it('is told with the name of one, and with the number of many and of how many', () => {
    expect(toldDone('Stopped', ['web'], 1, 'container')).toBe('Stopped web');
    expect(toldDone('Stopped', ['a', 'b'], 2, 'container')).toBe('Stopped 2 containers');
    expect(toldDone('Stopped', ['a', 'b'], 5, 'container')).toBe('Stopped 2 of 5 containers');
    expect(toldDone('Started', ['web'], 2, 'container')).toBe('Started 1 of 2 containers');
  });
});
