import { isWait, isWaitAlone, saysTheEnd, saysTheWait } from './finality.ts';
import type { TextBlock } from './text-block.ts';

/** A message that had to wait and was given up is lost: the log of a mail server, or a person, says so on a line of its own. */
export function noteEndOf(block: TextBlock): void {
  const { collector, lines } = block;
  const readings = collector.candidates();
  if (!readings.some(({ code }) => isWait(code))) return;
  const isOneFailure = new Set(readings.map(({ failure }) => failure)).size === 1;
  if (!isOneFailure && !isWaitAlone(readings.map(({ code }) => code))) return;
  if (lines.some(({ text }) => saysTheEnd(text)) || isRefusal(block, readings)) collector.noteEnd();
}

/** A full mailbox is a refusal for good as often as one for now: without a number and without a word of waiting somebody quotes what came back. */
const isRefusal = ({ collector, lines }: TextBlock, readings: readonly { code: string }[]): boolean =>
  collector.items.length === 1 &&
  readings.some(({ code }) => code === 'bounce/mailbox-full') &&
  !lines.some(({ text }) => saysTheWait(text));
