import type { Why } from './unavailable.ts';

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

/** How a resolver failed, whoever runs the zone that was asked about. */
export type TroubleKind =
  | 'timeout'
  | 'servfail'
  | 'malformed'
  | 'refused'
  | 'unreachable'
  /** It answers, and what it says proves nothing. */
  | 'dishonest'
  /** The system has none. */
  | 'no-resolver';

/** What a resolver did in place of an answer. */
export interface ResolverTrouble {
  kind: TroubleKind;
  /** As `the resolver 192.0.2.53 answered SERVFAIL`. */
  does: string;
  /** The resolver; null where the system has none. */
  resolver: string | null;
}

/** Why the resolver had no answer; null where somebody else had none, or the zone is out of reach whoever asks. */
export function resolverTrouble({ detail }: Pick<Why, 'detail'>): ResolverTrouble | null {
  const { failure, does, host = null } = detail;
  return isKind(failure) && does !== undefined ? { kind: failure, does, resolver: host } : null;
}

/** As `resolverTrouble` reads it. */
export const troubleDetail = ({ kind, does, resolver }: ResolverTrouble): Record<string, string> => ({
  ...{ failure: kind, does },
  ...(resolver !== null && { host: resolver }),
});

const kinds: readonly string[] = [
  'timeout',
  'servfail',
  'malformed',
  'refused',
  'unreachable',
  'dishonest',
  'no-resolver',
] satisfies readonly TroubleKind[];

const isKind = (failure: string | undefined): failure is TroubleKind =>
  failure !== undefined && kinds.includes(failure);
