import type { IMarker } from '@xterm/xterm';
import type { Stop } from '../../../../app/rpc/operation.ts';
import type { ToolParts } from './tools.ts';

/** Prompts that are remembered: as many as fit a scrollback of some length. */
const mostPrompts = 1000;

/** Knows where the prompts of a shell are. */
export interface Prompts {
  /** Scrolls to the prompt before what is shown, or the one after it; without one to the end of that side. */
  jump(to: 'previous' | 'next'): void;
  readonly stop: Stop;
}

/**
 * Follows the marks by which a shell says where its prompt, its commands and their output begin and how they ended
 * (OSC 133). A shell that sends none has no prompts here.
 */
export function followPrompts({ terminal, state }: ToolParts): Prompts {
  const prompts: IMarker[] = [];
  let began: number | undefined;
  const onPrompt = () => {
    const marker = terminal.registerMarker(0);
    // Drawn anew, a prompt says so again.
    if (prompts.at(-1)?.line === marker.line) return marker.dispose();
    prompts.push(marker);
    if (prompts.length > mostPrompts) prompts.shift()?.dispose();
    marker.onDispose(() => {
      const at = prompts.indexOf(marker);
      if (at >= 0) prompts.splice(at, 1);
    });
  };
  const onEnd = (code: string | undefined) => {
    if (began === undefined) return;
    const took = performance.now() - began;
    began = undefined;
    state.setState({ command: { code: code === undefined ? undefined : Number(code), took } });
  };
  const marks = terminal.parser.registerOscHandler(133, (data) => {
    const [, kind, code] = /^([A-D])(?:;(\d{1,3})(?!\d))?/.exec(data) ?? [];
    if (kind === 'A') onPrompt();
    else if (kind === 'C') began = performance.now();
    else if (kind === 'D') onEnd(code);
    return true;
  });
  return {
    jump: (to) => {
      const top = terminal.buffer.active.viewportY;
      const lines = prompts.map(({ line }) => line).filter((line) => line >= 0);
      const line = to === 'previous' ? lines.findLast((line) => line < top) : lines.find((line) => line > top);
      if (line !== undefined) terminal.scrollToLine(line);
      else if (to === 'previous') terminal.scrollToTop();
      else terminal.scrollToBottom();
    },
    stop: () => marks.dispose(),
  };
}
