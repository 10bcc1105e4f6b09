import type { Host } from './host.ts';
import { test as base, expect } from './host-fixtures.ts';
import { type Lab, type LabOptions, startLab } from './lab/lab.ts';
import { type EngineKind, type EngineProgram, engineProgram } from './lab/programs/programs.ts';
import { GantryWindow } from './pages/window.ts';

interface TestFixtures {
  /** Runs the docker CLI on the lab's engine; its output without the last line end. Fails the test if it fails. */
  docker: (...args: string[]) => Promise<string>;
  /** A host on the lab's engine. */
  host: Host;
  /** The window of that host. Any console error or CSP violation fails the test. */
  gantry: GantryWindow;
  /** Skips what wants an engine that cannot be had here, with the reason. */
  had: void;
}

export interface EngineChoice {
  /** Which engine the tests of a file, or of a project of playwright.config.ts, run on. */
  engineKind: EngineKind;
}

interface WorkerFixtures extends EngineChoice {
  /** What the tests of a file need beside an engine; they then have one of their own. */
  labOptions: LabOptions;
  /** The program of that engine, or why there is none. */
  program: EngineProgram | string;
  /** One private engine for all tests of the run that need nothing else. */
  lab: Lab;
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
  labOptions: [{}, { option: true, scope: 'worker' }],
  engineKind: ['docker', { option: true, scope: 'worker' }],
  program: [
    async ({ engineKind }, use) => use(await engineProgram(engineKind, console.error).catch(String)),
    { scope: 'worker', timeout: 240_000 },
  ],
  had: [
    async ({ program }, use, { skip }) => {
      if (typeof program === 'string') skip(true, program);
      await use();
    },
    { auto: true },
  ],
  lab: [
    async ({ labOptions, program }, use) => {
      if (typeof program === 'string') throw new Error(program);
      const lab = await startLab({ ...labOptions, program });
      await use(lab);
      await lab.stop();
    },
    { scope: 'worker', timeout: 240_000 },
  ],
  docker: async ({ lab }, use) => {
    await use(async (...args) => {
      const { code, stdout, stderr } = await lab.cli(...args);
      expect(code, `docker ${args.join(' ')}: ${stderr}`).toBe(0);
      return stdout.trimEnd();
    });
    const ids = (await lab.cli('ps', '-aq')).stdout.split('\n').filter(Boolean);
    if (ids.length === 0) return;
    await lab.cli('kill', ...ids); // some engines ask, and wait for an answer, even when they are to remove by force
    // Until none is known any more: the next test gives its containers the same names.
    const kept = async () => {
      const { stderr } = await lab.cli('rm', '-fv', ...ids);
      return stderr.split('\n').filter((line) => line !== '' && !/no such container/i.test(line));
    };
    await expect.poll(kept).toEqual([]);
  },
  host: async ({ lab, hostOn }, use) => use(await hostOn(lab.dockerHost, { env: composeEnv(lab) })),
  gantry: async ({ host, show }, use) => use(new GantryWindow(await show(host))),
});

/** What a host gets of the environment to find the lab's Compose, if it has one. */
export function composeEnv({ composeConfig }: Lab): NodeJS.ProcessEnv {
  return composeConfig === undefined ? {} : { DOCKER_CONFIG: composeConfig };
}

export { watchErrors } from './host-fixtures.ts';
export { expect };
