import type { EngineContainer } from '../../../app/containers.ts';
import type { DockContent } from '../../../app/dock.ts';
import type { EngineLogs, LogTarget } from '../../../app/logs.ts';

/** What makes two tabs the same: one log per container or view, whatever the order of its containers, one player per recording, any number of shells. */
export function contentKey(content: DockContent): string {
  if (content.kind === 'recording') return `recording ${content.path}`;
  return content.kind === 'log' ? JSON.stringify(inOrder(content.target)) : content.session;
}

function inOrder(target: LogTarget): LogTarget {
  if (target.kind === 'together')
    return { ...target, parts: target.parts.map(sorted).toSorted((a, b) => a.engine.localeCompare(b.engine)) };
  return target.kind === 'kept' ? target : sorted(target);
}

function sorted(logs: EngineLogs): EngineLogs {
  return logs.kind === 'containers' ? { ...logs, ids: logs.ids.toSorted() } : logs;
}

/** The one container that a tab is about; undefined for what is about several, or about none that is there. */
export function containerOf(content: DockContent): EngineContainer | undefined {
  if (content.kind === 'recording') return undefined;
  if (content.kind === 'shell') return { engine: content.engine, id: content.container };
  const { target } = content;
  const [id, second] = target.kind === 'containers' ? target.ids : [];
  return target.kind === 'containers' && id !== undefined && second === undefined
    ? { engine: target.engine, id }
    : undefined;
}
