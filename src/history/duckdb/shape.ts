import { campaignTags } from '../columns.ts';

/** How a member of a record is read: text, a list, or an object; whatever has another type is null. */
export type Shape = 'text' | readonly [Shape] | { readonly [name: string]: Shape };

const delivered: Shape = { timestamp: 'text', recipients: ['text'], smtpResponse: 'text' };
const bounced: Shape = [{ emailAddress: 'text', status: 'text', diagnosticCode: 'text' }];
const engaged: Shape = { timestamp: 'text', userAgent: 'text', link: 'text', isBotEvent: 'text' };
const tags = ['ses:configuration-set', 'ses:from-domain', 'ses:outgoing-ip', ...campaignTags];

/** The members of an event or notification record that the flat table is made of. */
export const eventShape: Readonly<Record<string, Shape>> = {
  eventType: 'text',
  notificationType: 'text',
  mail: {
    timestamp: 'text',
    messageId: 'text',
    source: 'text',
    sourceArn: 'text',
    sendingAccountId: 'text',
    destination: ['text'],
    tags: Object.fromEntries(tags.map((tag): [string, Shape] => [tag, ['text']])),
  },
  bounce: { timestamp: 'text', bounceType: 'text', bounceSubType: 'text', bouncedRecipients: bounced },
  complaint: {
    timestamp: 'text',
    complaintSubType: 'text',
    complaintFeedbackType: 'text',
    complainedRecipients: [{ emailAddress: 'text' }],
  },
  delivery: delivered,
  deliveryDelay: { timestamp: 'text', delayType: 'text', delayedRecipients: bounced },
  reject: { reason: 'text' },
  failure: { errorMessage: 'text', templateName: 'text' },
  open: engaged,
  click: engaged,
  subscription: { timestamp: 'text' },
};

/** The record alone, inside EventBridge's `detail`, or as text inside an SNS `Message`. */
export const lineShape: Readonly<Record<string, Shape>> = {
  ...eventShape,
  detail: eventShape,
  Type: 'text',
  TopicArn: 'text',
  Message: 'text',
};

/** As a type of DuckDB. */
export function duckType(shape: Shape): string {
  if (shape === 'text') return 'VARCHAR';
  if (isList(shape)) return `${duckType(shape[0])}[]`;
  return `STRUCT(${Object.entries(shape)
    .map(([name, member]) => `"${name}" ${duckType(member)}`)
    .join(', ')})`;
}

/** As the structure that `from_json` takes. */
export function jsonShape(shape: Shape): unknown {
  if (shape === 'text') return 'VARCHAR';
  if (isList(shape)) return [jsonShape(shape[0])];
  return Object.fromEntries(Object.entries(shape).map(([name, member]) => [name, jsonShape(member)]));
}

const isList = (shape: Exclude<Shape, 'text'>): shape is readonly [Shape] => Array.isArray(shape);
