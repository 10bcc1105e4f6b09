import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { parentPort } from 'node:worker_threads';
import { wordsPerLine } from '../../../engine/ports/log-block.ts';
import { compileQuery, type Matcher, type SearchedRows } from './pattern.ts';
import type { SearchAnswer, SearchedPart, SearchOrder } from './search-job.ts';

/** The program of the worker thread that searches logs: one part after the other, files read right here. */

const matchers = new Map<number, Matcher>();
// Used again for each part: what is read is forgotten when the next one comes. They grow to what a segment may hold.
let textBuffer = Buffer.allocUnsafeSlow(0);
let indexBuffer = new Uint32Array(0);

function answer(message: SearchAnswer): void {
  parentPort?.postMessage(
    message,
    message.kind === 'done' && message.found ? [message.found.buffer as ArrayBuffer] : [],
  );
}

function obey(order: SearchOrder): void {
  if (order.kind === 'begin') matchers.set(order.search, compileQuery(order.query));
  else if (order.kind === 'end') matchers.delete(order.search);
  else answer({ kind: 'done', job: order.job, found: search(matchers.get(order.search), order.part) });
}

function search(matcher: Matcher | undefined, part: SearchedPart): Uint32Array | undefined {
  try {
    return matcher?.(part.kind === 'file' ? inFile(part) : sentAlong(part));
  } catch {
    // Dropped meanwhile, or damaged: whoever wants to see such rows finds that out.
    return undefined;
  }
}

function sentAlong({ text, index }: SearchedPart & { kind: 'rows' }): SearchedRows {
  const bytes = Buffer.from(text.buffer, text.byteOffset, text.byteLength);
  return { text: bytes, rows: index.length / wordsPerLine, index: () => index };
}

function inFile({ text, index, bytes, rows }: SearchedPart & { kind: 'file' }): SearchedRows {
  if (textBuffer.length < bytes) textBuffer = Buffer.allocUnsafeSlow(bytes);
  const content = textBuffer.subarray(0, bytes);
  read(text, content);
  let words: Uint32Array | undefined;
  return {
    text: content,
    rows,
    index: () => {
      words ??= readIndex(index, rows);
      return words;
    },
  };
}

function readIndex(path: string, rows: number): Uint32Array {
  if (indexBuffer.length < rows * wordsPerLine) indexBuffer = new Uint32Array(rows * wordsPerLine);
  const words = indexBuffer.subarray(0, rows * wordsPerLine);
  read(path, Buffer.from(words.buffer, words.byteOffset, words.byteLength));
  return words;
}

/** Fills the buffer with the whole file, which must have that very size. */
function read(path: string, into: Buffer): void {
  const file = openSync(path, 'r');
  try {
    if (fstatSync(file).size !== into.length) throw new Error('The file has another length.');
    for (let at = 0; at < into.length; ) {
      const count = readSync(file, into, at, into.length - at, at);
      if (count === 0) throw new Error('The file has become shorter.');
      at += count;
    }
  } finally {
    closeSync(file);
  }
}

parentPort?.on('message', obey);
answer({ kind: 'ready' });
