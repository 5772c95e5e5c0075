import { homeAccount } from '../world.ts';
import type { SendingWorld, SentMail } from './world.ts';

/** The record of an event ("Contents of event data that Amazon SES publishes to Amazon SNS"). */
export function recordOf(
  name: string,
  mail: SentMail,
  member: 'eventType' | 'notificationType',
  { subtypes, lateSeconds }: SendingWorld,
): Record<string, unknown> {
  const at = new Date(mail.at.getTime() + lateSeconds * 1000).toISOString();
  const [scenario = ''] = mail.recipient.split(/[+@]/);
  const [bounceType = 'Permanent', bounceSubType = 'General'] = (
    subtypes[scenario] ?? (scenario === 'suppressionlist' ? 'Permanent/Suppressed' : 'Permanent/General')
  ).split('/');
  return {
    [member]: name,
    mail: {
      timestamp: mail.at.toISOString(),
      messageId: mail.messageId,
      source: mail.from,
      sourceIp: '192.0.2.7',
      sendingAccountId: homeAccount,
      destination: [mail.recipient],
      ...(member === 'eventType' && {
        ...{ headersTruncated: false, commonHeaders: { from: [mail.from], to: [mail.recipient] } },
        tags: {
          ...{ 'ses:configuration-set': [mail.set], 'ses:from-domain': [mail.from.replace(/.*@/, '')] },
          ...mapped(mail.tags),
        },
      }),
    },
    [name.toLowerCase()]: {
      ...(name === 'Send' ? {} : { timestamp: at }),
      ...(name === 'Bounce' && {
        bounceType,
        bounceSubType,
        bouncedRecipients: [
          {
            ...{ emailAddress: mail.recipient, action: 'failed', status: '5.1.1' },
            diagnosticCode: 'smtp; 550 5.1.1 user unknown',
          },
        ],
      }),
    },
  };
}

const mapped = (tags: Record<string, string>): Record<string, string[]> =>
  Object.fromEntries(Object.entries(tags).map(([name, value]) => [name, [value]]));
