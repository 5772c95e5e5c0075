import { defineFact } from '../../model/fact.ts';
import { type Message, readMessage } from '../../parse/message/message.ts';
import { Unavailable } from '../../model/unavailable.ts';

/** The header fields of the received message. */
export const message = defineFact({
  id: 'message',
  title: 'the received message',
  gather({ target }): Message {
    if (target.message === null)
      throw new Unavailable('not-asked', 'no received message was given', { detail: { flag: '--message' } });
    const read = readMessage(target.message.bytes);
    // A page, a log or nothing at all has no header of a message (RFC 5322 3.6).
    if (read.from === null && read.receivedAt === null && read.path.hops.length === 0) {
      throw new Unavailable(
        'bad-reply',
        'what was given is no message: it has neither From nor Date nor Received',
        {
          question: '--message',
        },
      );
    }
    return read;
  },
});
