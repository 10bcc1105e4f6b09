import { type ReactNode, useMemo } from 'react';
import { useStore } from 'zustand';
import { offerShells } from '../commands/sessions.ts';
import { useSession } from '../hooks/session.tsx';
import type { Session } from '../stores/session.ts';
import type { Notice } from '../stores/shown/notices.ts';
import { Notices } from '../ui/overlays/Notices.tsx';
import { printable } from '../ui/printable.ts';
import { detailOf, nextStep, said } from '../words/problems.ts';

/** Tells how what was asked for went. */
export function NoticeRegion(): ReactNode {
  const session = useSession();
  const { notices } = session;
  const list = useStore(notices.state);
  const shown = useMemo(() => list.map((notice) => toShown(notice, session)), [list, session]);
  return <Notices notices={shown} onClose={(id) => notices.dismiss(Number(id))} />;
}

function toShown({ id, tone, text, problem, offer: own }: Notice, session: Session) {
  const offer = own ?? (problem && offerShells(problem, session));
  const action = offer && { label: offer.label, onSelect: () => offer.run() };
  const title = printable(text, 160);
  if (tone === 'standing') return { id: String(id), tone: 'info' as const, title, action };
  if (tone === 'success' || !problem) return { id: String(id), tone: 'success' as const, title, action };
  const sentences = [said(problem), nextStep(problem)].filter(Boolean).join(' ');
  const detail = detailOf(problem);
  return { id: String(id), tone: 'error' as const, title, text: printable(sentences, 500), detail, action };
}
