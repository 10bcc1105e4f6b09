import { stageOf } from './demo-stage.ts';
import { openGantry } from './open.ts';

/** `npm run demo [-- --tour] [-- …]`: Gantry on a private engine, or on one that is played; the rest is for the host. */
const args = process.argv.slice(2);
const stage = await stageOf(args.includes('--tour'), console.log);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    // Once Gantry runs it is passed on to it, and its end is ours.
    if (process.listenerCount(signal) === 1) void stage.end().finally(() => process.exit(1));
  });
}
try {
  const { env, userDataDir } = stage;
  process.exitCode = await openGantry({ args: args.filter((one) => one !== '--tour'), env, userDataDir });
} finally {
  await stage.end();
}
