/** A question without an answer, as a report has it. */
interface Open {
  question: string;
  message: string;
}

/** A record that was asked for, as `TXT _dmarc.example.com`. */
export const isDnsQuestion = (question: string): boolean =>
  /^(?:[A-Z]{1,10} (?:and [A-Z]+ )?)\S+$/.test(question);

/** The name that was asked for: `TXT _dmarc.example.com` asks for `_dmarc.example.com`. */
export const nameIn = (question: string): string => question.slice(question.lastIndexOf(' ') + 1);

/** Whether a question asks for a record in a zone. */
export const asksIn = (zone: string, question: string): boolean =>
  isDnsQuestion(question) && `.${nameIn(question)}`.endsWith(`.${zone}`);

/** The code of a zone whose records could not be looked up; its subject is the zone. */
export const zoneUnheardCode = 'access/zone-unreachable';

/** What a resolver did in place of an answer. */
export interface ResolverTrouble {
  /** As `the resolver 192.0.2.53 answered SERVFAIL`. */
  does: string;
  /** The resolver; null where the system has none. */
  resolver: string | null;
  /** It answers, and what it says proves nothing. */
  dishonest: boolean;
}

/** Why the resolver had no answer; null where somebody else had none, or the zone is out of reach whoever asks. */
export function resolverTrouble({ question, message }: Open): ResolverTrouble | null {
  if (!isDnsQuestion(question) || ofZone.test(message)) return null;
  const does = /^(?:the resolver \S+ .+?|this system has no DNS resolver)(?= when asked for |: |$)/.exec(
    message,
  )?.[0];
  return does === undefined
    ? null
    : {
        does,
        resolver: /^the resolver (\S+)/.exec(does)?.[1] ?? null,
        dishonest: /proves nothing$|fabricates answers$/.test(message),
      };
}

/** As `notServed` and `notVerified` end the sentence. */
const ofZone = /, since (?:none of the name servers of|the DNSSEC signatures of) \S+ /;
