import { useEffect } from 'react';
import { useStore } from 'zustand';
import { useSession } from '../../hooks/session.tsx';
import type { OpenDocument } from '../../stores/kept/documents.ts';

const unknown: OpenDocument = {};

/** A file open for editing while the view that asks is shown; undefined opens nothing. */
export function useDocument(path: string | undefined): OpenDocument {
  const { documents } = useSession();
  useEffect(() => (path === undefined ? undefined : documents.open(path)), [documents, path]);
  return useStore(documents.state, (all) => (path === undefined ? undefined : all.get(path))) ?? unknown;
}
