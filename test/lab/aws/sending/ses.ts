import { randomUUID } from 'node:crypto';
import type { SendingInput, SendingOutput } from '../../../../src/model/sending-calls.ts';
import { AwsError, notFound } from '../aws-error.ts';
import type { RegionWorld } from '../world.ts';
import { identityOf } from './identity.ts';
import { publish } from './publish.ts';
import type { SendingContext } from './answers.ts';

/** SendEmail as SES answers it: what it refuses, and what it takes. */
export function sendEmail(
  input: SendingInput<'ses:SendEmail'>,
  { region, sending, regionName, now }: SendingContext,
): SendingOutput<'ses:SendEmail'> {
  const { FromEmailAddress: from = '', Destination: to = {}, EmailTags: tags = [], Content: content } = input;
  const [recipient = '', ...others] = [
    ...(to.ToAddresses ?? []),
    ...(to.CcAddresses ?? []),
    ...(to.BccAddresses ?? []),
  ];
  if (others.length > 0) throw new Error('the product sent one message to several recipients');
  if (!region.account.SendingEnabled)
    throw new AwsError('SendingPausedException', 'Sending is disabled for this account.');
  const name = identityOf(region, from);
  if (name === null)
    throw new AwsError(
      'MessageRejected',
      `Email address is not verified. The following identities failed the check in region ${regionName.toUpperCase()}: ${from}`,
    );
  const set = input.ConfigurationSetName ?? region.identities[name]?.ConfigurationSetName ?? null;
  if (set !== null && region.configurationSets[set] === undefined)
    throw notFound(`Configuration set <${set}> does not exist.`);
  const template = content?.Template?.TemplateName;
  if (template !== undefined && region.templates[template] === undefined)
    throw notFound(`Template ${template} does not exist`);
  const messageId = `0102019${randomUUID().replaceAll('-', '').slice(0, 9)}-${randomUUID()}-000000`;
  const mail = {
    ...{ messageId, at: new Date(now.getTime() + sending.aheadSeconds * 1000), from, recipient, set },
    tags: Object.fromEntries(tags.map(({ Name = '', Value = '' }) => [Name, Value])),
  };
  sending.sent.push(mail);
  publish(mail, region, sending);
  return { MessageId: messageId };
}

/** A message that came by SMTP: what its header fields say is what the API takes as members. */
export function takeBySmtp(
  { from, recipients, data }: { from: string; recipients: readonly string[]; data: string },
  region: RegionWorld,
): string {
  const field = (name: string): string | undefined =>
    new RegExp(`^${name}: (.*)$`, 'im').exec(data.split('\r\n\r\n')[0] ?? '')?.[1]?.trim();
  const sending = region.sending;
  if (sending === null) return '451 Temporary service failure';
  const [Name = '', Value = ''] = (field('X-SES-MESSAGE-TAGS') ?? '').split('=');
  const set = field('X-SES-CONFIGURATION-SET');
  try {
    const { MessageId } = sendEmail(
      {
        FromEmailAddress: from,
        Destination: { ToAddresses: [...recipients] },
        Content: {},
        EmailTags: [{ Name, Value }],
        ...(set !== undefined && { ConfigurationSetName: set }),
      },
      { region, sending, regionName: 'eu-west-1', now: new Date() },
    );
    return `250 Ok ${MessageId ?? ''}`;
  } catch (error) {
    return `554 Message rejected: ${error instanceof Error ? error.message : ''}`;
  }
}
