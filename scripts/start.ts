import { openGantry } from './open.ts';

process.exit(await openGantry(process.argv.slice(2)));
