/**
 * The columns of the flat table `ev`: a row per event and recipient, all of them scalars. Both engines make it, each in
 * its own way; every question reads this table and nothing else.
 */
export const evColumns = {
  happened: 'When it happened (UTC); for an event without a time of its own, when the message was accepted.',
  sent: 'When SES accepted the message (UTC); the same as `happened` where the record does not say.',
  type: 'Send, Delivery, Bounce, Complaint, DeliveryDelay, Reject, Open, Click, RenderingFailure, Subscription, Other.',
  nth: '1 for the first recipient of a record, so that records can be counted beside recipients.',
  record_names: 'How many recipients the record names: of those of a complaint, any may have made it.',
  message_id: 'The SES message id.',
  message_key:
    'The same for all events of a message, where the id itself is not asked for: of files a number.',
  recipient: 'The address alone, lower case; null where the record does not say which of several it means.',
  domain: "The recipient's domain, lower case.",
  simulated: 'It went to the mailbox simulator, which no rate of AWS counts.',
  identity: 'The identity of `mail.sourceArn`, else the From domain.',
  sender:
    'The identity where there is no configuration set: the publisher of such mail. Much is read without any.',
  account: 'The account that sent it, twelve digits.',
  region: 'The Region of `mail.sourceArn`: AWS judges an account in each of its Regions alone.',
  configuration_set: 'The tag ses:configuration-set.',
  campaign: 'The first of the campaign tags.',
  ip: 'The tag ses:outgoing-ip.',
  kind: 'bounceType, delayType or complaintFeedbackType.',
  sub_kind: 'bounceSubType or complaintSubType.',
  status: 'The enhanced status code of the recipient.',
  reply: "The receiver's words, at most 1,000 characters.",
  reply_key: 'The same without addresses, ids, IPs and times, so that equal failures group.',
  automated: 'An open or click that a machine made (isBotEvent, image proxies).',
} as const;

export type EvColumn = keyof typeof evColumns;

/** Tags that name a campaign, in the order they are looked for. No two may differ by capitals alone: an engine takes them for one. */
export const campaignTags = [
  'campaign',
  'campaign_id',
  'campaign-id',
  'campaignid',
  'campaign_name',
  'campaign-name',
  'campaignName',
  'utm_campaign',
  'ses:feedback-id-a',
] as const;

/** The event types by the words of their records, without spaces, in lower case. */
export const eventTypes: Readonly<Record<string, string>> = {
  send: 'Send',
  delivery: 'Delivery',
  bounce: 'Bounce',
  complaint: 'Complaint',
  deliverydelay: 'DeliveryDelay',
  reject: 'Reject',
  open: 'Open',
  click: 'Click',
  renderingfailure: 'RenderingFailure',
  subscription: 'Subscription',
};

/** The types of events that tell of mail that did not get through, or was not welcome. */
export const failingTypes = ['Bounce', 'Complaint', 'DeliveryDelay', 'Reject', 'RenderingFailure'] as const;
