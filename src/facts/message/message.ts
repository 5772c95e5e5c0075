import { defineFact } from '../../model/fact.ts';
import { type Message, readMessage } from '../../parse/message/message.ts';
import { Unavailable } from '../../model/unavailable.ts';
import { messageOrigin } from './origin.ts';

/** The header fields of the received message. `prerequisite` where somebody else sent it; the check `message-origin` says so. */
export const message = defineFact({
  id: 'message',
  title: 'the received message',
  maybe: { messageOrigin },
  gather({ target }, { messageOrigin: origin }): Message {
    if (target.message === null)
      throw new Unavailable('not-asked', 'no received message was given', { detail: { flag: '--message' } });
    if (origin.ok && origin.value.kind === 'foreign')
      throw new Unavailable('prerequisite', 'the message was not sent by this account');
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
