import type { KeptHow } from '../terminal.ts';
import { cliWord } from '../text/command-line.ts';
import { debugCommand } from './debug-command.ts';

/** Becomes bash where there is one, else stays sh: what is run where no command is said. */
const best = ['sh', '-c', 'command -v bash >/dev/null && exec bash; exec sh'];

/**
 * The `docker …` line that opens a session in a container the same way.
 * @param name the container's
 */
export function execCommand(how: KeptHow, name: string): string {
  if (how.kind === 'debug') return debugCommand(name, { image: how.image, isUp: true });
  if (how.kind === 'attach') {
    return ['docker attach', '--sig-proxy=false', ...(how.input ? [] : ['--no-stdin']), cliWord(name)].join(' ');
  }
  const { user, workdir, env = [], privileged, tty = true, command = best } = how;
  return [
    'docker exec',
    tty ? '-it' : '-i',
    ...option('--user', user),
    ...option('--workdir', workdir),
    ...env.flatMap((variable) => option('--env', variable)),
    ...(privileged ? ['--privileged'] : []),
    cliWord(name),
    ...command.map(cliWord),
  ].join(' ');
}

function option(name: string, value: string | undefined): readonly string[] {
  return value === undefined ? [] : [name, cliWord(value)];
}
