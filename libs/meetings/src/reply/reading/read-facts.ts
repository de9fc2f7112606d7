import type { ReplyFacts } from '../reply.types.js';

/** What a message says; see `reply-facts.ts`. What reads mail and calendars is large, and loaded with the first message. */
export async function readFacts(raw: Buffer): Promise<ReplyFacts> {
  const reader = await import('../reply-facts.js');
  return reader.readFacts(raw);
}
