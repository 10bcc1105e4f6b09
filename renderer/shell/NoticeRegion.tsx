import { type ReactNode, useMemo } from 'react';
import { useStore } from 'zustand';
import { offerShells } from '../commands/sessions.ts';
import { useSession } from '../hooks/session.tsx';
import type { Session } from '../stores/session.ts';
import type { Failure, Notice } from '../stores/shown/notices.ts';
import { Notices } from '../ui/overlays/Notices.tsx';
import { printable } from '../ui/printable.ts';
import { detailOf, nextStep, said } from '../words/problems.ts';
import { words } from '../words/words.ts';

/** Tells how what was asked for went. */
export function NoticeRegion(): ReactNode {
  const session = useSession();
  const { notices } = session;
  const list = useStore(notices.state);
  const shown = useMemo(() => list.map((notice) => toShown(notice, session)), [list, session]);
  return <Notices notices={shown} onClose={(id) => notices.dismiss(Number(id))} />;
}

/** What failed is listed so far; the detail names all. */
const mostListed = 5;

function toShown({ id, tone, text, more, problem, failures, offer: own, other }: Notice, session: Session) {
  const offer = own ?? (problem && offerShells(problem, session));
  const actions = [offer, other]
    .flatMap((one) => one ?? [])
    .map((one) => ({ label: one.label, onSelect: () => one.run() }));
  const plain = { id: String(id), title: printable(text, 160), actions };
  if (failures) {
    const text = more === undefined ? undefined : printable(more, 300);
    return { ...plain, tone: 'error' as const, text, items: listed(failures), detail: details(failures) };
  }
  if (tone === 'standing') return { ...plain, tone: 'info' as const };
  if (tone === 'success' || !problem) {
    return { ...plain, tone: 'success' as const, text: more === undefined ? undefined : printable(more, 300) };
  }
  const sentences = [said(problem), nextStep(problem)].filter(Boolean).join(' ');
  return { ...plain, tone: 'error' as const, text: printable(sentences, 500), detail: detailOf(problem) };
}

/** Each with why, those that have the same reason together; what is more is counted. */
function listed(failures: readonly Failure[]): readonly string[] {
  const named = new Map<string, string[]>();
  for (const { name, problem } of failures) {
    const why = said(problem);
    named.set(why, [...(named.get(why) ?? []), printable(name, 60)]);
  }
  const items = Array.from(named, ([why, names]) => {
    const more = names.length > mostListed ? [words.common.andMore({ count: names.length - mostListed })] : [];
    return printable(words.commands.because({ names: [...names.slice(0, mostListed), ...more].join(', '), why }), 400);
  });
  const rest = items.length - mostListed;
  return rest > 0 ? [...items.slice(0, mostListed), words.common.andMore({ count: rest })] : items;
}

/** In the words of the engine. */
function details(failures: readonly Failure[]): string | undefined {
  const lines = failures.flatMap(({ name, problem }) => {
    const detail = detailOf(problem);
    return detail === undefined || detail === '' ? [] : [words.commands.because({ names: name, why: detail })];
  });
  return lines.length === 0 ? undefined : lines.join('\n');
}
