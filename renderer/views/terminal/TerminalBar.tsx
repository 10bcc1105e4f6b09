import { Bell, Ellipsis, Search } from 'lucide-react';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { IconButton } from '../../ui/controls/IconButton.tsx';
import { Untrusted } from '../../ui/marks/Untrusted.tsx';
import { Menu } from '../../ui/overlays/Menu.tsx';
import { useOneStop } from '../../ui/use-one-stop.ts';
import { formatDuration } from '../../words/times.ts';
import { words } from '../../words/words.ts';
import css from './TerminalBar.module.css';
import { terminalItems } from './terminal-items.ts';
import type { TerminalTools } from './tools/equip.ts';
import type { LastCommand } from './tools/tools.ts';

const { bar: text } = words.terminal;

/** What there is to know of a terminal beside its screen, and what can be done with it. */
export function TerminalBar({ tools }: { tools: TerminalTools }): ReactNode {
  const { title, rung, pointed, command } = useStore(tools.state);
  const oneStop = useOneStop<HTMLDivElement>();
  return (
    <div role="toolbar" aria-label={text.label} className={css['bar']} tabIndex={-1} {...oneStop}>
      <span className={css['title']}>
        {pointed === undefined ? (
          <Untrusted text={title} />
        ) : (
          <>
            {text.follow} <Untrusted text={pointed} />
          </>
        )}
      </span>
      {rung && (
        <span role="img" aria-label={text.rung} data-tip={text.rung} className={css['bell']}>
          <Bell size={14} aria-hidden="true" />
        </span>
      )}
      {command && <Command {...command} />}
      <IconButton label={text.find} icon={Search} size="sm" onClick={() => tools.find.open()} />
      <Menu align="end" items={() => terminalItems(tools)}>
        <IconButton label={text.more} icon={Ellipsis} size="sm" />
      </Menu>
    </div>
  );
}

function Command({ code, took }: LastCommand): ReactNode {
  const time = formatDuration(took);
  return (
    <span
      role="status"
      aria-label={text.command}
      className={css['command']}
      data-failed={code !== 0 && code !== undefined}
    >
      {code === undefined ? text.took({ time }) : text.ended({ code, time })}
    </span>
  );
}
