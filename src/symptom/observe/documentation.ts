import { mentions } from '../mentions.ts';

/** What a page of documentation does, each once: it states conditions, says what one can and must do, points to other pages. */
const habits: readonly RegExp[] = [
  /(?:^|[.!?:] |\n)\W{0,4}(?:if|when|once|unless|before|after|by default|to) \w[^.!?]{3,160}, /iu,
  /\byou (?:can|must|should|may|need to|have to|might|will|cannot|can't)\b/iu,
  /\b(?:see|refer to|read|described in|consult) (?:the |our |also )?[\w ,'"-]{0,60}(?:guide|documentation|docs|section|page|chapter|reference|faq|table|below)\b|\bfor (?:more (?:information|details)|example|instance)\b/iu,
  /\b(?:amazon )?ses (?:then )?(?:answers|returns|rejects|responds|sends|throttles|counts|stops|limits|gives|refuses|adds|uses)\b/iu,
  /\b(?:the following|this (?:section|page|guide|topic|table|error means)|note that|in this case|means that|indicates that|make sure|ensure that)\b/iu,
  /\b(?:your|an?) (?:account|identity|domain|address|message|request) (?:is|was|has|must|does)\b/iu,
];
/** Somebody tells of their own, or a program of a run. */
const ofOne =
  /(?<![\w-])(?:i|i'm|i've|we|we're|we've|my|our|us|wir|ich)(?![\w-])|\?\s{0,3}$|\d\d:\d\d:\d\d|\bError: |Exception|Traceback|\b(?:said|got|status=|relay=)/imu;

/** Whether a text is a page of documentation, which says what errors there are and not that one came. */
export function isDocumentation(lines: readonly string[]): boolean {
  const text = lines.slice(0, 60).join('\n');
  if (text.length < 150 || text.length > 20_000 || !mentions(text, 'you ', 'you\n', 'your')) return false;
  return !ofOne.test(text) && habits.filter((habit) => habit.test(text)).length >= 4;
}
