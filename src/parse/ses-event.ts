import { eventNames } from '../knowledge/event-types.ts';
import type { Known } from './event-pattern.ts';

/** No message attributes: SES publishes none ("Contents of event data that Amazon SES publishes to Amazon SNS"). */
export const noAttributes: Known = { kind: 'object', members: {}, closed: true };

/** What is known of who sends: the configuration set that publishes, the account. */
export interface Publisher {
  set?: string;
  account?: string;
}

/** Members of `mail` in both kinds of records ("The mail object" of both pages of contents). */
const mailMembers = [
  'timestamp',
  'messageId',
  'source',
  'sourceArn',
  'sourceIp',
  'callerIdentity',
  'sendingAccountId',
  'destination',
  'headersTruncated',
  'headers',
  'commonHeaders',
];

/** The mail of a record. Its tags hold what SES sets, and what each message names. */
function mailOf(typeMember: 'eventType' | 'notificationType', { set, account }: Publisher): Known {
  return {
    kind: 'object',
    closed: true,
    members: {
      ...Object.fromEntries(mailMembers.map((name) => [name, { kind: 'present' } as const])),
      ...(account !== undefined && { sendingAccountId: { kind: 'text', text: account } }),
      ...(typeMember === 'eventType' && {
        tags: {
          kind: 'object',
          closed: false,
          members: set === undefined ? {} : { 'ses:configuration-set': { kind: 'text', text: set } },
        },
      }),
    },
  };
}

/** What is known of the record of an event before there is one; `type` is one of `eventNames`, as `BOUNCE`. */
export function recordOf(
  type: string,
  typeMember: 'eventType' | 'notificationType',
  publisher: Publisher = {},
): Known {
  const name = eventNames[type];
  if (name === undefined) return { kind: 'present' };
  return {
    kind: 'object',
    closed: true,
    members: {
      [typeMember]: { kind: 'text', text: name.recordType },
      mail: mailOf(typeMember, publisher),
      [name.member]: { kind: 'present' },
    },
  };
}

/** What is known of the event that EventBridge makes of it ("Monitoring email events using Amazon EventBridge"). */
export function bridgeEventOf(type: string, region: string | null, publisher: Publisher = {}): Known {
  const name = eventNames[type];
  if (name === undefined) return { kind: 'present' };
  return {
    kind: 'object',
    closed: true,
    members: {
      version: { kind: 'text', text: '0' },
      id: { kind: 'present' },
      source: { kind: 'text', text: 'aws.ses' },
      'detail-type': { kind: 'text', text: name.detailType },
      account:
        publisher.account === undefined ? { kind: 'present' } : { kind: 'text', text: publisher.account },
      time: { kind: 'present' },
      region: region === null ? { kind: 'present' } : { kind: 'text', text: region },
      resources: { kind: 'present' },
      detail: recordOf(type, 'eventType', publisher),
    },
  };
}
