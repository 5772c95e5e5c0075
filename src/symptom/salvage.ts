import type { Json } from './json.ts';

/** The event that a broken or cut JSON text is a part of, by the fields that are found in it; null when it is none. */
export function salvagedEvent(text: string): Json | null {
  const plain = text.includes('\\"') ? text.replace(/\\{1,3}"/gu, '"') : text;
  const field = (name: string): string | undefined =>
    new RegExp(`"${name}"\\s{0,3}:\\s{0,3}"((?:[^"\\\\]|\\\\.){0,2000})`, 'u').exec(plain)?.[1];
  const bounceType = field('bounceType');
  const complaint = field('complaintFeedbackType');
  const delay = field('delayType');
  const failure = field('errorMessage');
  const recipient = {
    emailAddress: field('emailAddress') ?? field('destination'),
    status: field('status'),
    diagnosticCode: field('diagnosticCode'),
  };
  const mail = { source: field('source'), messageId: field('messageId'), destination: [] };
  if (bounceType !== undefined)
    return {
      eventType: 'Bounce',
      mail,
      bounce: { bounceType, bounceSubType: field('bounceSubType'), bouncedRecipients: [recipient] },
    };
  if (complaint !== undefined || /"eventType"\s{0,3}:\s{0,3}"Complaint"/u.test(plain))
    return {
      eventType: 'Complaint',
      mail,
      complaint: { complaintFeedbackType: complaint, complainedRecipients: [recipient] },
    };
  if (delay !== undefined)
    return {
      eventType: 'DeliveryDelay',
      mail,
      deliveryDelay: { delayType: delay, delayedRecipients: [recipient] },
    };
  if (failure !== undefined && plain.includes('Rendering Failure'))
    return {
      eventType: 'Rendering Failure',
      mail,
      failure: { errorMessage: failure, templateName: field('templateName') },
    };
  if (field('diagnosticCode') !== undefined)
    return {
      eventType: 'Bounce',
      mail,
      bounce: { bounceType: '', bouncedRecipients: [recipient] },
    };
  return null;
}
