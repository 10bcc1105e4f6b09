import { openGantry } from './open.ts';

process.exit(await openGantry({ args: process.argv.slice(2) }));
