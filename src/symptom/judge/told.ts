import { speaksOf, type Concept } from '../lexicon/lexicon.ts';
import { worthOf } from '../lexicon/worth.ts';
import { withoutDenied } from '../observe/stance.ts';
import { scopesOf, weigh, type Weighed } from './evidence.ts';
import { troubles, type Trouble } from './troubles.ts';

/** What may be denied: "we are not in the sandbox". Other concepts hold a denial themselves. */
const statesOnly: ReadonlySet<Concept> = new Set([
  'sandbox',
  'paused',
  'underReview',
  'reached',
  'suppression',
  'lands',
  'spamFolder',
  'inFolder',
  'asSpam',
  'denied',
  'high',
  'fails',
  'via',
  'boxed',
  'shut',
  'reviewed',
  'spent',
  'suppressed',
  'junkPlace',
]);

/** What is feared has not happened. */
const feared =
  /\b(?:before|until|unless|avoid|afraid|risk|fear|will|might|may|could|would|going to|about to|threat\w{0,6})\b(?: [^\s,;:.!?]{1,24}){0,6}/gu;

/** Whether a scope speaks of a concept; what may be denied, is looked for in what it does not deny. */
function reads(scope: string): (concept: Concept) => boolean {
  const affirmed = withoutDenied(scope);
  const happened = affirmed.replace(feared, ' ');
  return (concept) =>
    speaksOf(concept === 'shut' ? happened : statesOnly.has(concept) ? affirmed : scope, concept);
}

/**
 * What sentences of people tell of, in the form of `foldedText`, the best explained first: each concept that they speak of counts by what
 * it tells. `own`: those that say something by themselves. `isOfSes`: SES is spoken of near them.
 */
export function weighTold(
  sentences: readonly string[],
  own: readonly string[],
  isOfSes: boolean,
  explanations: readonly Trouble[] = troubles,
): readonly Weighed<Trouble>[] {
  return weigh(
    scopesOf(sentences, own),
    isOfSes ? explanations : explanations.filter(({ anywhere }) => anywhere === true),
    { reads, weightOf: ({ all }) => all.reduce((sum, concept) => sum + worthOf(concept), 0) },
  );
}
