import { saysAny } from './reply-rule.ts';
import type { Reading } from './collector.ts';
import type { TextBlock } from './text-block.ts';

/** Nothing failed that we know: success, somebody else's text, or nothing. */
export function originOf(block: TextBlock): Reading | null {
  const success = block.lines.find(({ plain }) => saysAny(plain, successWords));
  const foreign = block.foreign ?? block.foreignOrigin;
  if (foreign !== null) {
    return {
      code: 'send/not-sent-by-ses',
      quote: foreign.quote,
      data: { whose: foreign.whose },
      weight: 2,
    };
  }
  if (
    success !== undefined &&
    (block.isSes ||
      /\b(?:250 ok|235 auth)/iu.test(success.text) ||
      /(?<![0-9a-f])01[0-9a-f]{10,14}-/u.test(success.text))
  ) {
    const id = block.collector.names.all('messageIds')[0];
    return {
      code: 'send/no-failure',
      quote: success.text,
      data: id === undefined ? {} : { messageId: id },
      weight: 3,
    };
  }
  return null;
}

const successWords: readonly string[] = [
  '250 ok',
  '235 authentication successful',
  'status=sent',
  '~messageid~',
  'message accepted',
  'email sent',
  'mail sent',
  'sent successfully',
  'successfully sent',
  'successfully subscribed',
  'delivered',
  'verification success',
  'setup success',
  'statuscode: 200',
  'status code: 200',
  'httpstatuscode: 200',
  "'httpstatuscode': 200",
  'stat=sent',
  'smtp 250',
  'queued for delivery',
  'message sent',
  '=> * c="250',
];
