import { randomUUID } from 'node:crypto';
import type { SendingWorld } from './world.ts';

/** Puts a message into a queue that a test made. */
export function intoQueue(arn: string, sending: SendingWorld, body: object): void {
  const name = arn.slice(arn.lastIndexOf(':') + 1);
  for (const queue of sending.queues.values())
    if (queue.name === name)
      queue.messages.push({
        id: randomUUID(),
        body: JSON.stringify(body),
        at: Date.now() + (sending.lateSeconds + sending.aheadSeconds) * 1000,
      });
}
