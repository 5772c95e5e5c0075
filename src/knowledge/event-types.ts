/** The events that tell of mail that did not arrive, with what is lost when nobody hears them. */
export const watchedTypes = ['BOUNCE', 'COMPLAINT', 'REJECT', 'DELIVERY_DELAY', 'RENDERING_FAILURE'] as const;

export type WatchedType = (typeof watchedTypes)[number];

/** What nobody learns of without the event. */
export const lossWithout: Readonly<Record<WatchedType, string>> = {
  BOUNCE: 'addresses that no longer exist get mail again, which raises the bounce rate',
  COMPLAINT: 'people who reported the mail as spam get more of it',
  REJECT: 'only the recipient notices that SES dropped a message with a virus',
  DELIVERY_DELAY: 'mail that is stuck at a receiver for hours looks delivered',
  RENDERING_FAILURE: 'templated mail that cannot be rendered vanishes',
};

/** How a type of event is written in a record, in an event of EventBridge, and what holds its details. */
export interface EventName {
  /** `eventType` of event publishing and `notificationType` of notifications. */
  recordType: string;
  /** `detail-type` of EventBridge. */
  detailType: string;
  /** The member of the record with the details. */
  member: string;
}

/** By type of event as SES's API names it ("Contents of event data" and "Monitoring using EventBridge" of the SES guide). */
export const eventNames: Readonly<Record<string, EventName>> = {
  SEND: { recordType: 'Send', detailType: 'Email Sent', member: 'send' },
  REJECT: { recordType: 'Reject', detailType: 'Email Rejected', member: 'reject' },
  BOUNCE: { recordType: 'Bounce', detailType: 'Email Bounced', member: 'bounce' },
  COMPLAINT: { recordType: 'Complaint', detailType: 'Email Complaint Received', member: 'complaint' },
  DELIVERY: { recordType: 'Delivery', detailType: 'Email Delivered', member: 'delivery' },
  OPEN: { recordType: 'Open', detailType: 'Email Opened', member: 'open' },
  CLICK: { recordType: 'Click', detailType: 'Email Clicked', member: 'click' },
  RENDERING_FAILURE: {
    recordType: 'Rendering Failure',
    detailType: 'Email Rendering Failed',
    member: 'failure',
  },
  DELIVERY_DELAY: {
    recordType: 'DeliveryDelay',
    detailType: 'Email Delivery Delayed',
    member: 'deliveryDelay',
  },
  SUBSCRIPTION: { recordType: 'Subscription', detailType: 'Email Subscribed', member: 'subscription' },
};
