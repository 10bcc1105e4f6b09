import { type ReactNode, useId } from 'react';
import { useStore } from 'zustand';
import { words } from '../../words/words.ts';
import { FindField, FindFrame, FindMatches, FindSteps, FindToggles } from '../parts/find/FindParts.tsx';
import type { TerminalTools } from './tools/equip.ts';
import { longestFind } from './tools/find.ts';
import { type FindState, mostMarked } from './tools/tools.ts';

const { find: own } = words.terminal;
const { find: common } = words.parts;

/** What is looked for in a terminal, as long as something is. */
export function TerminalFind({ tools }: { tools: TerminalTools }): ReactNode {
  const state = useStore(tools.state, ({ find }) => find);
  return state.open && <Bar tools={tools} state={state} />;
}

function Bar({ tools: { find }, state }: { tools: TerminalTools; state: FindState }): ReactNode {
  const note = useId();
  const { text, fault } = state;
  return (
    <FindFrame
      label={own.label}
      closeLabel={own.close}
      onClose={() => find.close()}
      onEscape={() => find.close()}
      fault={fault && own.faults[fault]}
      faultId={note}
    >
      <FindField
        label={own.field}
        placeholder={own.field}
        value={text}
        longest={longestFind}
        note={fault && note}
        onText={(text) => find.ask({ text })}
        onGo={(to) => find.go(to)}
      />
      <FindToggles options={state} onChange={(changed) => find.ask(changed)} />
      <FindSteps onGo={(to) => find.go(to)} />
      <FindMatches>{matchesOf(state)}</FindMatches>
    </FindFrame>
  );
}

/** `3 of 12`. */
function matchesOf({ text, count, at, fault }: FindState): string {
  if (text === '' || fault !== undefined) return '';
  if (count === 0) return common.none;
  if (count >= mostMarked) return own.many({ count });
  return at < 0 ? common.count({ count }) : common.place({ at: at + 1, all: count });
}
