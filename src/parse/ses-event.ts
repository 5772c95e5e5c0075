import { eventNames } from '../knowledge/event-types.ts';
import type { Known } from './event-pattern.ts';

/** No message attributes: SES publishes none ("Contents of event data that Amazon SES publishes to Amazon SNS"). */
export const noAttributes: Known = { kind: 'object', members: {}, closed: true };

/** What is known of the record of an event before there is one; `type` is one of `eventNames`, as `BOUNCE`. */
export function recordOf(type: string, typeMember: 'eventType' | 'notificationType'): Known {
  const name = eventNames[type];
  if (name === undefined) return { kind: 'present' };
  return {
    kind: 'object',
    closed: true,
    members: {
      [typeMember]: { kind: 'text', text: name.recordType },
      mail: { kind: 'present' },
      [name.member]: { kind: 'present' },
    },
  };
}

/** What is known of the event that EventBridge makes of it ("Monitoring email events using Amazon EventBridge"). */
export function bridgeEventOf(type: string, region: string | null): Known {
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
      account: { kind: 'present' },
      time: { kind: 'present' },
      region: region === null ? { kind: 'present' } : { kind: 'text', text: region },
      resources: { kind: 'present' },
      detail: recordOf(type, 'eventType'),
    },
  };
}
