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
    return readMessage(target.message.bytes);
  },
});
