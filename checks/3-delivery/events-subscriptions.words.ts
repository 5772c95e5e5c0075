import type { Step } from '../../src/model/check.ts';
import { parseArn } from '../../src/parse/arn.ts';
import type { TypeFilter } from '../../src/parse/filter-repair.ts';
import { command, json } from '../../src/render/paste/paste.ts';

/** Events that a filter policy does not let through. */
export interface Filtered {
  topic: string;
  subscription: string;
  protocol: string;
  endpoint: string;
  scope: 'MessageAttributes' | 'MessageBody';
  policy: string;
  /** As `BOUNCE`: types that SES publishes to the topic and that surely do not fit. */
  types: readonly string[];
  /** Nothing that SES publishes there fits. */
  all: boolean;
  /** No subscription of the topic gets anything. A topic that others publish to as well may have subscribers for them. */
  nobody: boolean;
  /** It is for other senders: nobody gets the events of this one. Null: no sender of the topic fits. */
  sender: string | null;
  /** Bounces and complaints among them that nobody hears of in another way; absent without any. */
  silent?: readonly string[];
  /** The policy over the body that takes what this one was meant to take; absent where that is not plain. */
  repaired?: TypeFilter;
}

/** The Region of an ARN. */
export const regionOf = (arn: string): string | undefined => parseArn(arn)?.region;

/** What a filter has to look at and for; with the commands where it is plain what it was meant to take. */
export function filterSteps({ scope, subscription, sender, repaired, policy }: Filtered): readonly Step[] {
  const region = regionOf(subscription);
  const look = command`aws sns get-subscription-attributes --subscription-arn ${subscription} --region ${region}`;
  if (sender !== null)
    return [
      {
        text: `Let a filter take this sender as well, or subscribe an endpoint for it. In the records of SES, mail.source is the address as it was sent, e.g. "Example <news@example.com>", and mail.tags holds ses:from-domain and ses:configuration-set.`,
        owner: 'you',
        command: look,
      },
    ];
  const set =
    repaired === undefined
      ? null
      : command`aws sns set-subscription-attributes --subscription-arn ${subscription} --attribute-name FilterPolicy --attribute-value ${json(repaired)} --region ${region}`;
  const change: Step = {
    text:
      set === null
        ? 'Filter by what SES writes: event publishing has eventType (Bounce, Complaint, Rendering Failure …), notifications of an identity have notificationType.'
        : 'Let the filter policy name what SES publishes there and should come through, as SES writes it.',
    owner: 'you',
    command: set ?? look,
  };
  if (scope === 'MessageBody') return [change];
  const toBody = command`aws sns set-subscription-attributes --subscription-arn ${subscription} --attribute-name FilterPolicyScope --attribute-value MessageBody --region ${region}`;
  if (set !== null && toBody !== null && sameFilter(policy, repaired))
    return [
      {
        text: 'Let the filter look at the message body: its policy fits that.',
        owner: 'you',
        command: toBody,
      },
    ];
  // The policy alone would match nothing over attributes, and the scope alone nothing in the body: one goes with the other.
  return set === null || toBody === null
    ? [
        {
          text: 'Let the filter look at the message body. Its keys must then be those of the records of SES, e.g. eventType.',
          owner: 'you',
          command: toBody,
        },
        change,
      ]
    : [
        {
          text: 'Let the filter look at the message body, and for what SES writes there.',
          owner: 'you',
          command: `${toBody} && ${set}`,
        },
      ];
}

/** Whether a policy is this one already, however it is spaced. */
function sameFilter(policy: string, repaired: TypeFilter | undefined): boolean {
  try {
    return JSON.stringify(JSON.parse(policy)) === JSON.stringify(repaired);
  } catch {
    return false;
  }
}
