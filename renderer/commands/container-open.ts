import { firstPortUrl } from '../../app/derive/port-url.ts';
import { type EngineLogs, type LogTarget, maxSources } from '../../app/logs.ts';
import { toProblem } from '../../app/rpc/problem.ts';
import { matches, takeTerms } from '../../app/text/filter.ts';
import { lastHow } from '../stores/kept/shell-hows.ts';
import { shownEngines } from '../stores/link/scope.ts';
import { words } from '../words/words.ts';
import { cliWord } from './cli.ts';
import type { ContainerTarget } from './containers.ts';
import { showBeside } from './dock/beside.ts';
import { lacksValues, openShell } from './dock/dock.ts';
import { command, type GlobalCommand, itsEngine } from './running/command.ts';
import { refused } from './running/refused.ts';

const { open, refusals } = words.containers;

const isRunning = ({ container }: ContainerTarget) => container.state === 'running';
const unlessRunning = (target: ContainerTarget) => (isRunning(target) ? undefined : refusals.shell);

export const logs = command<ContainerTarget>({
  id: 'containers.logs',
  label: open.logs,
  icon: 'logs',
  key: 'l',
  primary: true,
  cli: ({ container }) => `docker logs --follow --timestamps --tail 1000 ${cliWord(container.name)}`,
  run: async (targets, { dock, focus }) => {
    for (const { engine, container } of targets) {
      const { id, name } = container;
      dock.open({ kind: 'log', target: { kind: 'containers', engine, ids: [id] }, name });
    }
    focus.toDock();
  },
});

/** One view of what the chosen containers print, in the order of time, whatever engines they are on. */
export const logsTogether = command<ContainerTarget>({
  id: 'containers.logs-together',
  label: open.logsTogether,
  icon: 'logs',
  key: 'Shift+L',
  run: async (targets, { dock, focus }) => {
    // By name, not as they were chosen: the same containers are the same log.
    const chosen = targets.toSorted((a, b) => a.container.name.localeCompare(b.container.name)).slice(0, maxSources);
    const target = together(
      Array.from(new Set(chosen.map(({ engine }) => engine)), (engine) => ({
        kind: 'containers',
        engine,
        ids: chosen.filter((one) => one.engine === engine).map(({ container }) => container.id),
      })),
    );
    const name = chosen.map(({ container }) => container.name).join(', ');
    if (target) dock.open({ kind: 'log', target, name });
    focus.toDock();
  },
});

/** Logs of one engine, or of several in one view; undefined for none. */
function together([first, ...others]: readonly EngineLogs[]): LogTarget | undefined {
  if (!first || others.length === 0) return first;
  return { kind: 'together', parts: [first, ...others].slice(0, maxSources) };
}

/** Opens one as that was done last for the image; the best shell where it never was. */
export const shell = command<ContainerTarget>({
  id: 'containers.shell',
  label: open.shell,
  icon: 'shell',
  key: 'e',
  primary: true,
  asks: itsEngine,
  changes: itsEngine,
  fits: isRunning,
  refusal: unlessRunning,
  cli: ({ container }) => `docker exec -it ${cliWord(container.name)} sh`,
  run: async (targets, session) => {
    for (const { engine, container } of targets) {
      const how = lastHow(session.settings, container.image);
      if (lacksValues(how)) {
        session.dialog.show({ kind: 'containers.shell', with: { engine, container, how } });
        return;
      }
      try {
        session.dock.open(await openShell(engine, container, session, how));
      } catch (error) {
        session.notices.fail(open.shellFailed({ name: container.name }), toProblem(error));
      }
    }
  },
});

/** Asks how the shell is to be opened. */
export const shellWith = command<ContainerTarget>({
  id: 'containers.shell-with',
  label: open.shellWith,
  icon: 'shell',
  key: 'Shift+E',
  asks: itsEngine,
  changes: itsEngine,
  fits: isRunning,
  refusal: unlessRunning,
  run: async ([target], { dialog }) => {
    if (target) dialog.show({ kind: 'containers.shell', with: target });
  },
});

/** Its log and a shell in it, beside each other in the dock. */
export const shellAndLog = command<ContainerTarget>({
  id: 'containers.shell-and-log',
  label: open.shellAndLog,
  icon: 'shell',
  key: 'b',
  inDetail: true,
  asks: itsEngine,
  changes: itsEngine,
  fits: isRunning,
  refusal: unlessRunning,
  run: async (targets, session) => {
    for (const { engine, container } of targets) await showBeside({ engine, ...container }, session);
  },
});

export const openPort = command<ContainerTarget>({
  id: 'containers.open',
  label: open.browser,
  icon: 'open',
  fits: ({ container }) => firstPortUrl(container.ports) !== undefined,
  refusal: ({ container }) => (firstPortUrl(container.ports) ? undefined : refusals.noPort),
  run: async (targets) => {
    for (const { container } of targets) {
      const url = firstPortUrl(container.ports);
      if (url) window.open(url, '_blank', 'noopener,noreferrer');
    }
  },
});

/** One view of all containers that the list's filter lets through, now or later, on the engines that it lets through. */
export const logsMatching: GlobalCommand = {
  id: 'containers.logs-matching',
  label: open.logsMatching,
  icon: 'logs',
  run: ({ settings, engine, shown, dock, notices }) => {
    const typed = settings.state.getState().value.lists['containers']?.filter ?? '';
    const { terms, rest: filter } = takeTerms(typed, 'engine');
    const looked = shownEngines(engine.getState().list, shown.getState());
    const meant = looked.filter(({ name }) => matches(terms, () => [name]));
    const target = together(meant.map(({ id }) => ({ kind: 'matching', engine: id, filter })));
    if (target) dock.open({ kind: 'log', target, name: filter || open.allContainers });
    else notices.fail(words.commands.impossible({ what: open.logsMatching }), refused(open.noneMeant));
  },
};
