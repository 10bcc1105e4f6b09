import { expect, it } from 'vitest';
import { describeEnd } from './end.ts';

it.each([
  [0, 'exit code 0: it finished by itself'],
  [1, 'exit code 1'],
  [125, 'exit code 125: the engine could not start it'],
  [126, 'exit code 126: its command could not be executed'],
  [127, 'exit code 127: its command was not found'],
  [128, 'exit code 128'],
  [129, 'exit code 129: ended by SIGHUP'],
  [130, 'exit code 130: ended by SIGINT (interrupted, as by Ctrl+C)'],
  [134, 'exit code 134: ended by SIGABRT (it gave up by itself)'],
  [137, 'exit code 137: ended by SIGKILL (killed at once)'],
  [139, 'exit code 139: ended by SIGSEGV (it used memory that is not its own)'],
  [141, 'exit code 141: ended by SIGPIPE'],
  [143, 'exit code 143: ended by SIGTERM (asked to end)'],
  [159, 'exit code 159: ended by SIGSYS'],
  [160, 'exit code 160'],
  [255, 'exit code 255'],
  [-1, 'exit code -1'],
  [1e9, 'exit code 1000000000'],
])('says of exit code %d: %s', (exitCode, said) => {
  expect(describeEnd({ exitCode, oomKilled: false })).toBe(said);
});

it('says of whatever code that memory was wanting, where the engine does', () => {
  expect(describeEnd({ exitCode: 137, oomKilled: true })).toBe('exit code 137: it ran out of memory and was killed');
});
