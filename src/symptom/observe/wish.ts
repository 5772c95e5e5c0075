import { mentions } from '../mentions.ts';
import { tellsOfFailure } from './failure-words.ts';

/** What should be told, done or shown when something comes: it has not come. */
const wish =
  /\bas an? [a-z ]{2,40}?,? i (?:want|need|would like)\b|^\W{0,4}(?:acceptance criteria|feature request|user story)\b|(?:^|[:;] |\b(?:want|wants|need|needs|like|please|should|must|can) (?:to |us |me |you )?(?:be |an? |get (?:an? )?)?)(?:alert(?:ed)?|notify|notified|notification|warn(?:ed|ing)?|paged?|informed)\b[^.!?]{0,60}?\b(?:when(?:ever)?|if|once|as soon as|before)\b|\bgiven an? [^.!?]{3,80}\bwhen\b[^.!?]{3,120}\bthen\b/iu;

/** Whether a sentence only wishes for something to be told or done, should a trouble come. */
export const isWish = (sentence: string): boolean => mentions(sentence, ...words) && wish.test(sentence);
/** Without one of these there is no wish. */
const words = [
  'want',
  'need',
  'like',
  'alert',
  'notif',
  'warn',
  'page',
  'inform',
  'criteria',
  'request:',
  'story',
  'given',
];

/** Whether a text is such wishes, and questions that tell of nothing else. */
export function areWishes(text: string): boolean {
  if (text.length > 1500 || !isWish(text)) return false;
  const sentences = text.split(/[.!?\n](?=\s|$)/u).filter((one) => one.trim().length > 2);
  return sentences.every(
    (one) =>
      isWish(one) || (!tellsOfFailure(one) && !/(?<![\w-])(?:i|my|our) (?!want|need|would)/iu.test(one)),
  );
}
