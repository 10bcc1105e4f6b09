import { join } from 'node:path';
import { populateDemo } from '../e2e/lab/demo.ts';
import { startLab } from '../e2e/lab/lab.ts';
import { openGantry } from './open.ts';

const lab = await startLab({ say: console.log });
try {
  await populateDemo(lab);
  // A home of its own: none of the person's engines, contexts or settings take part.
  const env = {
    DOCKER_HOST: lab.dockerHost,
    DOCKER_CONFIG: join(lab.dir, 'no-config'),
    XDG_CONFIG_HOME: join(lab.dir, 'config'),
  };
  process.exitCode = await openGantry(process.argv.slice(2), env);
} finally {
  await lab.stop();
}
