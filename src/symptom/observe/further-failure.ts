import { tellsOfFailure } from './failure-words.ts';

/** Words by which somebody goes on to a second thing. */
const further =
  /\b(?:also|as well|besides|additionally|in addition|moreover|another|a second)\b|, too\b|\b(?:some|many|few) others\b|\bother (?:mails?|e-?mails?|messages?|customers?|users?|recipients?)\b/iu;

/** What only leads to the error that follows, or points back at it. */
const leads =
  /[:：]$|\b(?:this|these|the same|following|above|below)\b(?: \w{2,12}){0,2} (?:errors?|message|reply|replies|exception|log|lines?)\b/iu;

/** A reply, an address of the web or a member of a record: nobody says it. */
const quoted = /^\W{0,12}[2-5]\d\d\b|https?:|[[\]{}<>=|\\]/u;

/** Whether a person tells, beside an error that was read, of a failure that is another. */
export const tellsOfAnother = (line: string): boolean => {
  const text = line.slice(0, 1000).trim();
  return (
    further.test(text) &&
    text.split(/\s+/u).length >= 5 &&
    !quoted.test(text) &&
    !leads.test(text) &&
    tellsOfFailure(text)
  );
};
