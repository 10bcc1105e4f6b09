// Starts programs in a process that has no descriptor left; for the test beside it.
import { openSync } from 'node:fs';
import { tsImport } from 'tsx/esm/api';

const { runChild, startDetached } = await tsImport('./child.ts', import.meta.url);
const { runProgram } = await tsImport('../services/compose/run.ts', import.meta.url);
const { findCompose } = await tsImport('../services/compose/find.ts', import.meta.url);
const { forkUtility } = await tsImport('./fork.ts', import.meta.url);
const { UtilityJobs } = await tsImport('./utility-jobs.ts', import.meta.url);
const { CredentialHelper } = await tsImport('../services/registries/credential-helper.ts', import.meta.url);

const signal = new AbortController().signal;
const ignore = () => undefined;
const env = { PATH: process.env['PATH'] };
const say = (what) => process.stdout.write(`${what}\n`);
const order = {
  command: 'true',
  args: [],
  env,
  signal,
  limit: 100,
  input: '',
  onOutput: ignore,
  onErrorOutput: ignore,
};
const program = { command: 'true', prefix: [] };

function exhaust() {
  try {
    for (;;) openSync('/dev/null');
  } catch {
    // That was the last one.
  }
}

exhaust();
await runChild(order).catch(({ code }) => say(`run ${code}`));
await runProgram(program, { args: [], cwd: '/', env }, { signal, limit: 100 }, ignore).catch(({ problem }) =>
  say(`compose ${problem.code}`),
);
await new CredentialHelper('x', env).get('y').catch(({ problem }) => say(`helper ${problem.code}`));
say(`find ${(await findCompose(env, [])).kind}`);
const jobs = new UtilityJobs(forkUtility(import.meta.filename));
await jobs.run('x', 'y', signal).catch(({ why }) => say(`job ${why}`));
startDetached('true', [], env);
say('detached');
setTimeout(() => say('alive'), 10);
