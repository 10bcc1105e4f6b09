/** `node --import tsx e2e/lab/main.ts [--demo] [--registry]`: an engine to play with, until Ctrl+C. */
import { populateDemo } from './demo.ts';
import { startLab } from './lab.ts';

const stopped = new Promise<void>((resolve) => {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
});
const lab = await startLab({ registry: process.argv.includes('--registry'), say: (line) => console.error(line) });
try {
  if (process.argv.includes('--demo')) await populateDemo(lab);
  console.log(`DOCKER_HOST=${lab.dockerHost}${lab.registry ? ` REGISTRY=${lab.registry}` : ''}`);
  const awake = setInterval(() => undefined, 60_000); // waiting for a signal alone does not keep Node alive
  await stopped;
  clearInterval(awake);
} finally {
  await lab.stop();
}
