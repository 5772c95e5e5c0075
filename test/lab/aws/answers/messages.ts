import { notFound } from '../aws-error.ts';
import type { Answers } from './answer.ts';

/** What became of single messages. */
export const messageAnswers: Answers<'ses:GetMessageInsights'> = {
  'ses:GetMessageInsights': ({ MessageId = '' }, { region }) => {
    const found = region.messages[MessageId];
    if (found === undefined) throw notFound(`Message ${MessageId} does not exist.`);
    return { MessageId, ...found };
  },
};
