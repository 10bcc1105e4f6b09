import type { Stop } from '../../../../app/rpc/operation.ts';
import { longestTitle, type ToolParts } from './tools.ts';

/** ms between two flashes: more than three a second can do harm, and no bell needs more than one. */
const betweenFlashes = 1000;
/** ms that a flash lasts; its style sheet knows that, too. */
const flashTime = 150;
/** ms between two titles that are told: a program may send thousands a second. */
const betweenTitles = 200;

/** Shows the bell: as a flash, where the settings want one, and as a mark until something is typed. Returns how to stop. */
export function showBell({ terminal, element, session, state }: ToolParts): Stop {
  let last = -betweenFlashes;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const rings = terminal.onBell(() => {
    if (!state.getState().rung) state.setState({ rung: true });
    const now = performance.now();
    if (now - last < betweenFlashes || !session.settings.state.getState().value.terminalView.flash) return;
    last = now;
    element.dataset['flash'] = 'true';
    timer = setTimeout(() => delete element.dataset['flash'], flashTime);
  });
  const keys = terminal.onKey(() => {
    if (state.getState().rung) state.setState({ rung: false });
  });
  return () => {
    clearTimeout(timer);
    rings.dispose();
    keys.dispose();
  };
}

/** Tells what the program calls its window. Returns how to stop. */
export function followTitle({ terminal, state }: ToolParts): Stop {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let title = '';
  const tell = () => {
    timer = undefined;
    if (state.getState().title !== title) state.setState({ title });
  };
  const changes = terminal.onTitleChange((told) => {
    title = told.slice(0, longestTitle);
    timer ??= setTimeout(tell, betweenTitles);
  });
  return () => {
    clearTimeout(timer);
    changes.dispose();
  };
}
