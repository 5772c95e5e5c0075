import type { Reading } from './collector.ts';
import { objectOf, textOf, topOf, type Json } from './json.ts';

/**
 * What a delivery log of SNS tells (sns-topic-attributes, "Examples of delivery status logs"): a topic took an event, and its
 * subscriber did not. Empty for a delivery that came about; null for any other record.
 */
export function readDeliveryLog(record: Json): readonly Reading[] | null {
  const topic = textOf(objectOf(record['notification'])?.['topicArn']);
  const delivery = objectOf(record['delivery']);
  const status = textOf(record['status']);
  if (topic === null || delivery === null || status === null) return null;
  if (/^success/iu.test(status)) return [];
  const said = delivery['providerResponse'];
  const answer = textOf(said) ?? (said === undefined ? '' : JSON.stringify(topOf(said)));
  const code = delivery['statusCode'];
  const number = typeof code === 'number' || typeof code === 'string' ? String(code) : '';
  const destination = textOf(delivery['destination']) ?? '';
  return [
    {
      code: 'events/delivery-failing',
      subject: topic,
      quote: [status, number, destination, answer]
        .filter((part) => part !== '')
        .join(' ')
        .slice(0, 300),
      data: {
        topic,
        ...(destination === '' ? {} : { destination }),
        ...(number === '' ? {} : { answered: number }),
        ...(/access ?denied|not authorized|forbidden|kms/iu.test(answer) ? { refused: 'true' } : {}),
      },
      weight: 0,
    },
  ];
}
