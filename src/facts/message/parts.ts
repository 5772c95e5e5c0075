import { defineFact } from '../../model/fact.ts';
import type { MessageParts } from '../../parse/message/parts.ts';
import { message } from './message.ts';

/** The text, HTML and links of the received message. Nothing of it is run, and no link is followed. */
export const messageParts = defineFact({
  id: 'message-parts',
  title: 'the text of the received message',
  from: { message },
  async gather({ target }): Promise<MessageParts> {
    const { readParts } = await import('../../parse/message/parts.ts');
    return await readParts(target.message?.bytes ?? '');
  },
});
