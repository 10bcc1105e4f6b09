import { useCallback, useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { GantryClient } from '../../../app/contract.ts';
import type { ContainerSpec, PullPolicy } from '../../../app/create.ts';
import { keyOf } from '../../../app/object-key.ts';
import { type Problem, toProblem } from '../../../app/rpc/problem.ts';
import type { StartedTask, Task } from '../../../app/tasks.ts';
import { revertOffer } from '../../commands/container/edit.ts';
import { useSession } from '../../hooks/session.tsx';
import { type TaskStore, taskKey } from '../../stores/lists/tasks.ts';
import type { Session } from '../../stores/session.ts';
import { placeOf } from '../../stores/shown/place.ts';
import type { DraftKey, RunForm } from '../../stores/shown/run-drafts.ts';
import { lineOf, titleOf } from '../../words/tasks.ts';
import { words } from '../../words/words.ts';

/** Why a form was refused, and what stood in it then. */
export interface Refusal {
  readonly problem: Problem;
  readonly form: RunForm;
}

/** What is done with a form. */
interface Running {
  /** What its draft is kept under until it has worked. */
  readonly draft: DraftKey;
  readonly send: (
    client: GantryClient,
    order: { readonly spec: ContainerSpec; readonly pull: PullPolicy },
  ) => Promise<StartedTask>;
}

/**
 * Runs what the form asks for and follows it. When it has worked, the form closes and the container is shown; a form
 * that was closed before leaves the end to a notice.
 */
export function useRun({ draft, send }: Running, onClose: () => void) {
  const session = useSession();
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal>();
  const [id, setId] = useState<string>();
  const task = useStore(session.tasks.state, () => (id === undefined ? undefined : session.tasks.find(id)));
  const text = task ? lineOf(task) : '';
  const life = useLife(session);
  const run = async (form: RunForm, spec: ContainerSpec, pull: PullPolicy) => {
    setBusy(true);
    setRefusal(undefined);
    try {
      const { task } = await session.link.ask((client) => send(client, { spec, pull }));
      life.started(task);
      setId(task);
      const ended = await endOf(session.tasks, task);
      if (ended?.state === 'succeeded') session.runDrafts.drop(draft);
      if (life.over(task)) return;
      if (ended?.problem) setRefusal({ problem: ended.problem, form });
      if (ended?.state === 'succeeded') {
        onClose();
        tellSuccess(ended, form, session);
      }
    } catch (error) {
      setRefusal({ problem: toProblem(error), form });
    } finally {
      setId(undefined);
      setBusy(false);
    }
  };
  const cancel = () => {
    if (id === undefined) return;
    session.link
      .ask((client) => client.tasks.cancel({ task: id }))
      .catch((error: unknown) => session.notices.fail(words.run.cancelFailed, toProblem(error)));
  };
  return { run, cancel, busy, text, refusal };
}

/** Whether the form is still there, and the task that a notice has to tell about when it is not. */
function useLife(session: Session) {
  const { tasks } = session;
  const offer = useCallback((task: Task) => revertOffer(task, session), [session]);
  const open = useRef(true);
  const running = useRef<string>(undefined);
  useEffect(() => {
    open.current = true;
    return () => {
      open.current = false;
      if (running.current !== undefined) tasks.startedHere(running.current, offer);
    };
  }, [tasks, offer]);
  return {
    started: (task: string) => {
      running.current = task;
      if (!open.current) tasks.startedHere(task, offer);
    },
    /** Call at the task's end. */
    over: (task: string): boolean => {
      if (running.current === task) running.current = undefined;
      return !open.current;
    },
  };
}

/** The task once it has ended; undefined if it is not kept any more, as after a restart of the host. */
function endOf(tasks: TaskStore, id: string): Promise<Task | undefined> {
  return new Promise((resolve) => {
    let seen = false;
    const look = (): boolean => {
      const task = tasks.find(id);
      const isOver = task ? task.state !== 'running' : seen;
      seen ||= task !== undefined;
      if (isOver) resolve(task);
      return isOver;
    };
    if (look()) return;
    const stop = tasks.state.subscribe(() => {
      if (look()) stop();
    });
  });
}

/** What removes itself may be gone before it is looked at: it is only told of. */
function tellSuccess(task: Task, form: RunForm, session: Session): void {
  const { notices, place } = session;
  const { engine, result } = task;
  const told = { title: titleOf(task), line: lineOf(task) };
  const count = result?.['warnings'];
  if (typeof count === 'number') {
    const run = () => place.go(placeOf(taskKey(task.id)));
    notices.succeed(words.run.endedWarned({ ...told, count }), { label: words.run.showWarnings, run });
  } else notices.succeed(words.run.ended(told), revertOffer(task, session));
  const id = result?.['container'];
  if (typeof id === 'string' && !form.autoRemove) place.go(placeOf(keyOf({ engine, kind: 'container', id })));
}
