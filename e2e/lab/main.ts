/** `node --import tsx e2e/lab/main.ts [--on KIND] [--demo] [--registry]`: an engine to play with, until Ctrl+C. */
import { populateDemo } from './demo.ts';
import { startLab } from './lab.ts';
import { engineProgram, isEngineKind } from './programs/programs.ts';

const stopped = new Promise<void>((resolve) => {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
});
const say = (line: string): void => console.error(line);
const at = process.argv.indexOf('--on');
const kind = at < 0 ? 'docker' : process.argv[at + 1];
if (!isEngineKind(kind)) throw new Error(`No engine is called ${kind}`);
const program = await engineProgram(kind, say);
const lab = await startLab({ program, registry: process.argv.includes('--registry'), say });
try {
  if (process.argv.includes('--demo')) await populateDemo(lab);
  console.log(`DOCKER_HOST=${lab.dockerHost}${lab.registry ? ` REGISTRY=${lab.registry}` : ''}`);
  const awake = setInterval(() => undefined, 60_000); // waiting for a signal alone does not keep Node alive
  await stopped;
  clearInterval(awake);
} finally {
  await lab.stop();
}
