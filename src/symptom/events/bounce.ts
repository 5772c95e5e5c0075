import {
  bouncedByRule,
  bounceReadings,
  bySubType,
  decides,
  withoutType,
  type BounceFields,
} from '../bounce-fields.ts';
import { outcomeOf, outcomeOfReply, type Outcome, type TakeOutcome } from './outcome.ts';
import { whileTried } from '../finality.ts';
import { listOf, textOf, type Json } from '../json.ts';
import { recipientsOf } from './mail.ts';
import { withLowerDomain } from '../names.ts';
import { verdictsOf } from '../reply-verdict.ts';

/** Each recipient of a bounce. */
export function readBounce(bounce: Json, mail: Json | null, take: TakeOutcome): void {
  const type = textOf(bounce['bounceType']) ?? '';
  const subType = textOf(bounce['bounceSubType']) ?? '';
  const reporter = textOf(bounce['reportingMTA']) ?? '';
  const recipients = recipientsOf(bounce['bouncedRecipients']);
  const all =
    recipients.length > 0
      ? recipients
      : listOf(mail?.['destination']).map((address): Json => ({ emailAddress: address }));
  for (const entry of all.length > 0 ? all : [{}]) {
    const recipient = textOf(entry['emailAddress']);
    const address = recipient === null ? null : withLowerDomain(recipient);
    const diagnostic = textOf(entry['diagnosticCode']) ?? '';
    // A bounce is the end; a piece of a report that has no type says so by its action (RFC 3464 2.3.3).
    const action = textOf(entry['action']) ?? '';
    const outcome = outcomeOfBounce({
      ...{ type, subType, diagnostic },
      status: textOf(entry['status']),
      recipient: address,
      sender: textOf(mail?.['source']),
      isDelay: isDelay(action),
      goesOn: isDelay(action) || (type === '' && !/^failed/iu.test(action)),
    });
    const byRule = bouncedByRule(reporter, diagnostic, address);
    take(address, byRule === null ? outcome : outcomeOf([byRule, ...outcome.readings()]));
  }
}

const isDelay = (action: string): boolean => /^\s{0,4}delayed/iu.test(action);

/** The reply decides unless SES itself refused to send; its words are needed for few of many bounces. */
function outcomeOfBounce(fields: BounceFields): Outcome {
  const { subType, diagnostic, status, recipient, sender } = fields;
  const own = bySubType[subType.toLowerCase()];
  const [verdict] =
    own !== undefined && decides(own, fields)
      ? []
      : verdictsOf({ text: withoutType(diagnostic), status, recipient, sender });
  const isOver = fields.goesOn !== true;
  if (verdict === undefined) return { ...outcomeOf(bounceReadings(fields)), isOver };
  const told = isOver ? verdict : (whileTried([verdict])[0] ?? verdict);
  return { ...outcomeOfReply(told, diagnostic, () => bounceReadings(fields)), isOver };
}
