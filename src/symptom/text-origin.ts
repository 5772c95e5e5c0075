import { proofOfDelivery } from './judge/delivery-proof.ts';
import type { Reading } from './collector.ts';
import type { TextBlock } from './text-block.ts';

/** Nothing failed that we know: proof of delivery, somebody else's text, or nothing. */
export function originOf(block: TextBlock): Reading | null {
  const foreign = block.foreign ?? block.foreignOrigin;
  if (foreign !== null) {
    return {
      code: 'send/not-sent-by-ses',
      quote: foreign.quote,
      data: { whose: foreign.whose },
      weight: 2,
    };
  }
  const texts = block.lines.map(({ text }) => text);
  for (const [at, text] of texts.entries()) {
    const proof = proofOfDelivery(text, texts.slice(Math.max(0, at - 4), at));
    if (proof === null) continue;
    const id = block.collector.names.all('messageIds')[0];
    return {
      code: 'send/no-failure',
      quote: text,
      data: { proof, ...(id === undefined ? {} : { messageId: id }) },
      weight: 3,
    };
  }
  return null;
}
