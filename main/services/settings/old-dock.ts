import { emptyDock } from '../../../app/dock.ts';
import { list, record } from '../../base/json.ts';

/**
 * The dock of settings of version 1, whose tabs are in one row and have a kind of their own for the log of one container,
 * as a dock of this version. What is odd in it stays odd, for whoever repairs the whole.
 */
export function dockOfTabs(tabs: unknown): unknown {
  return { ...emptyDock, tabs: list(tabs).map((tab, at) => ({ id: `tab-${at}`, content: contentOf(record(tab)) })) };
}

function contentOf({ kind, engine, container, target, name, session }: Readonly<Record<string, unknown>>): unknown {
  if (kind === 'logs') return { kind: 'log', target: { kind: 'containers', engine, ids: [container] }, name };
  return kind === 'log-view' ? { kind: 'log', target, name } : { kind, engine, container, name, session };
}
