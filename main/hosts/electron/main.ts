import { dirname } from 'node:path';
import { chosenLook, createApp } from '../../app.ts';
import { startHost } from './start.ts';

// The bundle lies in out/main; preload, page, search and utility are its neighbours.
startHost({ createApp, chosenLook, argv: process.argv.slice(1), out: dirname(import.meta.dirname) });
