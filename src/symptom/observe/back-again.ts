import { speaksOf } from '../lexicon/lexicon.ts';
import { tellsOfFailure } from './failure-words.ts';

/** What was up again, and no trouble. */
const good =
  /\bback (?:to normal|up|online|in (?:service|business)|on track)\b|\bsince\W{0,3}$|\b(?:works?|working|running|go(?:es|ing)? (?:out|through)|went (?:out|through)|gets? through|flow\w{0,3}|arriv\w{1,3}|delivered|sent|accepted|fine|ok)\b[^.!?\n]{0,24}\b(?:again|since)\b/gu;

/** Whether what is told behind the word that a trouble is over, in the form of `foldedText`, tells that it has come back. */
export function isBackAgain(rest: string): boolean {
  const told = rest.replace(good, ' ');
  return told.split(/[.!?,;:\n](?=[\s,]|$)|(?<=[\u3002\uff01\uff1f])/u).some((sentence) => {
    const fails = tellsOfFailure(sentence);
    return speaksOf(sentence, 'isBack')
      ? fails || speaksOf(sentence, 'timedOut') || !speaksOf(sentence, 'isWelcomeBack')
      : fails && speaksOf(sentence, 'since');
  });
}
