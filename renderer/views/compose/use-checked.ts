import { type RefObject, useState } from 'react';
import { useStore } from 'zustand';
import type { ComposeFinding } from '../../../app/compose.ts';
import { bringUp, type ComposeTarget, up } from '../../commands/compose.ts';
import { faultIn } from '../../commands/compose-check.ts';
import { runAllowed } from '../../commands/running/run-allowed.ts';
import { useSession } from '../../hooks/session.tsx';
import type { EditorHandle } from '../editor/types.ts';

/** A verb that waits because of what is wrong with the text. */
interface Held {
  readonly command: typeof up;
  readonly fault: ComposeFinding;
  readonly path: string;
  readonly text: string | undefined;
}

/** The verbs of a file in the editor: each checks the text, then saves it, then works with it. */
export function useChecked(target: ComposeTarget, path: string, editor: RefObject<EditorHandle | null>) {
  const session = useSession();
  const { documents } = session;
  const [held, setHeld] = useState<Held>();
  const [checking, setChecking] = useState<string>();
  const text = useStore(documents.state, (all) => all.get(path)?.document?.text);
  const carryOut = async (command: typeof up): Promise<void> => {
    setHeld(undefined);
    // What is done is what is on screen.
    if (!(await documents.save(path))) return;
    await runAllowed(command === up ? bringUp : command, [target], session);
  };
  const run = async (command: typeof up): Promise<void> => {
    setChecking(command.id);
    const fault = await faultIn(session, target.project, path, text).finally(() => setChecking(undefined));
    if (!fault) return carryOut(command);
    setHeld({ command, fault, path, text });
    editor.current?.reveal(fault.line);
  };
  return {
    /** Until the text is another one. */
    held: held?.path === path && held.text === text ? held : undefined,
    /** Id of the verb whose text is being checked. */
    checking,
    /** Does nothing but say so where the text is not valid. */
    run: (command: typeof up) => void run(command),
    /** Saves the text and goes on with it, whatever is wrong with it. */
    insist: () => void (held && carryOut(held.command)),
  };
}
