import { notFound } from '../aws-error.ts';
import type { Answers } from './answer.ts';

/** What became of single messages, and contact lists. */
export const messageAnswers: Answers<'ses:GetMessageInsights' | 'ses:GetContactList'> = {
  'ses:GetMessageInsights': ({ MessageId = '' }, { region }) => {
    const found = region.messages[MessageId];
    if (found === undefined) throw notFound(`Message ${MessageId} does not exist.`);
    return { MessageId, ...found };
  },

  'ses:GetContactList': ({ ContactListName = '' }, { region }) => {
    const found = region.contactLists[ContactListName];
    if (found === undefined) throw notFound(`List with name: ${ContactListName} doesn't exist.`);
    return { ContactListName, ...found };
  },
};
