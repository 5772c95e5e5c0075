import { traceOf } from '../facts/message/insights.ts';
import { answerOf } from '../model/unavailable.ts';
import type { Following } from './follow.ts';
import { ending, type Traced } from './traced.ts';

const pauseMs = 20_000;
/** SES shows the events of a message some minutes after it was sent. */
const mostSeconds = 600;

/** Asks for the insights of a message until they say what became of it, or the time is up. */
export async function trace(
  messageId: string,
  { aws, clock, pause, progress, signal, until }: Following,
): Promise<Traced> {
  const started = clock();
  for (;;) {
    const answer = await answerOf(traceOf(aws, messageId));
    const seconds = Math.round((clock() - started) / 1000);
    const isOver = signal.aborted || clock() >= until() || seconds >= mostSeconds;
    if (isOver || !answer.ok || ending(answer.value) !== null) return { answer, seconds };
    progress('the insights of the message');
    await pause(Math.max(0, Math.min(pauseMs, until() - clock())));
  }
}
