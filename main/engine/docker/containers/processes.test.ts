import { describe, expect, it } from 'vitest';
import { ofDocker, ofPodman } from './processes.ts';

describe('processes of a container', () => {
  it('are read as Docker tells them', () => {
    const rows = [
      ['8549', '8528', '8549', '0'],
      [' 8637', '8631', '8631', '61'],
    ];
    expect(ofDocker(rows)).toEqual([
      { pid: 8549, parent: 8528, session: 8549, cpu: 0 },
      { pid: 8637, parent: 8631, session: 8631, cpu: 61 },
    ]);
  });

  it('have their parents by the numbers of the machine on Podman, too', () => {
    const rows = [
      ['10360', '1', '0', '0s'],
      ['10421', '3', '1', '1h1m1.5s'],
    ];
    expect(ofPodman(rows)).toEqual([
      { pid: 10360, parent: 0, session: undefined, cpu: 0 },
      { pid: 10421, parent: 10360, session: undefined, cpu: 3661.5 },
    ]);
  });

  it('are left out where what is told is no such thing', () => {
    expect(
      ofDocker([[], ['1', '2', '3'], ['x', '1', '1', '1'], ['1', '1', '1', '-5'], ['1e999', '1', '1', '1']]),
    ).toEqual([]);
    expect(ofPodman([[], ['1', '1', '0', 'soon'], ['x', '1', '0', '1s'], ['1', '1', '0', '']])).toEqual([]);
  });
});
