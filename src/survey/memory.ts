import type { AwsAction, AwsInput } from '../model/aws-calls.ts';
import type { AwsCallOptions, AwsProbe } from '../model/aws.ts';
import { type UnavailableReason, valueOf } from '../model/unavailable.ts';
import type { Made } from './bulk-aws.ts';
import type { PlaceName, ReplyLine } from './lines.ts';
import { isAnswer, type Replies, replyLine } from './replies.ts';

/** Asks nothing that an earlier run was told, and keeps what this one is told. */
export interface Memory {
  watch: (aws: AwsProbe) => AwsProbe;
  /** When the oldest came of those answers of an earlier run that were used; null where none was. ISO time. */
  since: () => string | null;
  /** The same of those that hold for every identity of the place: no line that rests on them is younger. */
  sinceOfPlace: () => string | null;
  /**
   * Lets go of the pages of a list that an earlier run had read, also where they are in `made`; false where none was used,
   * or where the failure is no word on its token. Tokens do not last.
   */
  forget: (action: AwsAction, reason: UnavailableReason, made: Made) => boolean;
}

/** The memory of a place. */
export function memoryOf(
  place: PlaceName,
  { replies, keep, now }: { replies: Replies; keep: (line: ReplyLine) => void; now: () => Date },
): Memory {
  let oldest: string | null = null;
  let oldestOfPlace: string | null = null;
  const used = new Set<AwsAction>();
  return {
    since: () => oldest,
    sinceOfPlace: () => oldestOfPlace,
    forget: (action, reason, made) => {
      if (!ofTokens.has(reason) || !used.delete(action)) return false;
      replies.forget(action);
      for (const key of made.keys())
        if (key.startsWith(JSON.stringify([action]).slice(0, -1))) made.delete(key);
      return true;
    },
    watch: (aws) =>
      // What is answered is what the probe answered: the table's types go through.
      (async (action: AwsAction, input: AwsInput<AwsAction>, more?: AwsCallOptions) => {
        const call = { action, input, elsewhere: more?.region ?? null };
        const told = replies.of(action, input, call.elsewhere);
        if (told !== null) {
          used.add(action);
          oldest = olderOf(oldest, told.at);
          if (!told.ofIdentities) oldestOfPlace = olderOf(oldestOfPlace, told.at);
          return valueOf(told.value);
        }
        const tell = (answer: Parameters<typeof replyLine>[3]): void => {
          const line = replyLine(place, now().toISOString(), call, answer);
          if (line !== null) keep(line);
        };
        try {
          const reply = await aws(action, input, more);
          tell({ ok: true, value: reply });
          return reply;
        } catch (error) {
          if (isAnswer(error) && !('NextToken' in input)) tell({ ok: false, why: error.why });
          throw error;
        }
      }) as AwsProbe,
  };
}

/** What SES says of a token that holds no longer: some error of the request. */
const ofTokens: ReadonlySet<UnavailableReason> = new Set(['refused', 'bad-reply', 'malformed', 'not-found']);

/** The earlier of two ISO times; null is none. */
export const olderOf = (one: string | null, other: string | null): string | null =>
  one === null || (other !== null && other < one) ? other : one;
