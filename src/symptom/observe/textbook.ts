import { once } from '../../model/once.ts';
import { mentions } from '../mentions.ts';

/** What a lesson, a reference or a definition does, each once: it says what an error is, and when such a thing comes. */
const marks = once((): readonly RegExp[] => [
  // "occurs when", "is returned if": of any time, and of none.
  /\b(?:occurs?|appears?|happens|(?:is|are|be) (?:returned|thrown|raised|generated|issued|placed|reported|answered))\b[^.!?\n]{0,60}?\b(?:when(?:ever)?|if|because|in|by)\b/iu,
  // "It means that", "A 554 error means".
  /\b(?:it|this|that|which|error|code|status|reply|bounce|response) (?:means|indicates|signifies) (?:that )?(?:the|a|an|your)\b/iu,
  /\b(?:this|the|in this|in the|our) (?:next )?(?:chapter|section|lesson|tutorial|guide|article|course|module|topic|video|book|unit)\b (?:we|you|shows?|explains?|covers?|describes?|lists?|is about|introduces)\b/iu,
  /^\s{0,4}(?:#{1,5} \S|(?:chapter|table|figure|lesson|section|module|unit|appendix) [\dA-Z]{1,3}\b[.:]?)/imu,
  /\bis one of the\b|\b(?:response|error|reply|status|return) codes\b/iu,
  /\b(?:an?|every|each) (?:(?:hard|soft|permanent|transient) bounce|bounce|complaint|[45]\d\d (?:error|reply|response|code)|identity) (?:is|means|occurs|happens|has)\b|^\W{0,3}what is an? [^?\n]{3,60}\?|\bnew accounts? (?:is|are|start)\b/imu,
  /\b(?:amazon )?ses (?:then |also )?(?:answers|returns|rejects|responds|throttles|adds|puts|drops)\b/iu,
  /\bhow to (?:handle|create|configure|add|set|verify|request|avoid|deal|fix|implement)\b/iu,
  /\bwhen (?:an?|the) (?:application|account|sender|client|server|mailbox|identity|user|recipient|program)\b|\bcan only be\b/iu,
]);
/** "In this chapter we learn": the reader is meant, and nobody tells of their own. */
const withReader =
  /\bwe (?:(?:will|shall|now|first|then|also) ){0,2}(?:learn|see|look|discuss|cover|show|explain|use|build|assume|describe|introduce)\b|\blet's\b/giu;
/** Somebody tells of their own, a program of a run, or a server of an address. */
const ofOne =
  /(?<![\w-])(?:i|i'm|i've|we|we're|we've|my|our|us|wir|ich)(?![\w-])|\d\d:\d\d:\d\d|\berror: |exception|traceback|\b(?:said|got|status=|relay=|diagnostic)|[\w.+-]{1,64}@[\w-]{1,63}\.[a-z]|(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d.])|\barn:aws:|smtp;|\byour (?:message|mail|account|sending) (?:to|has|was|is|could|wasn't|couldn't)\b/iu;
const words = [
  ' when',
  ' if ',
  ' means ',
  ' indicates ',
  'chapter',
  'lesson',
  'tutorial',
  '# ',
  ' codes',
  'what is a',
  'how to ',
];
const [shortest, longest] = [80, 20_000];

/** Whether a text teaches what errors there are, and nobody in it says that one came. */
export function isTextbook(lines: readonly string[]): boolean {
  const text = lines.slice(0, 60).join('\n');
  if (text.length < shortest || text.length > longest || !mentions(text, ...words)) return false;
  if (ofOne.test(text.replace(withReader, ' '))) return false;
  return marks().filter((mark) => mark.test(text)).length >= 2;
}
