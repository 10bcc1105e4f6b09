import { matchSpans } from './match-spans.ts';
import type { MatchAnswer, MatchOrder } from './matcher.ts';

/** Matches texts in a thread of its own: a pattern that never ends must not hold the page up. */
addEventListener('message', ({ data }: MessageEvent<MatchOrder>) => {
  const pattern = new RegExp(data.source, data.flags);
  const answer: MatchAnswer = data.texts.map((text) => matchSpans(text, pattern));
  postMessage(answer);
});
