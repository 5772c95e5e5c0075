import { describe, expect, it } from 'vitest';
import { unreadyMailFromRecords } from '../../../src/facts/mail-from/records.ts';
import type { AwsOutput } from '../../../src/model/aws-calls.ts';
import { Unavailable } from '../../../src/model/unavailable.ts';
import { gather } from '../../support/gather.ts';
import { fakeAws, fakeDns, type Zone } from '../../support/probes.ts';
import { verified } from '../../support/sender-world.ts';

const exchange = 'feedback-smtp.eu-west-1.amazonses.com';
const near: Zone = { 'bounce.example.com': { MX: [{ preference: 10, exchange }] } };
const waiting: AwsOutput<'ses:GetEmailIdentity'> = {
  ...verified,
  VerifiedForSendingStatus: false,
  VerificationStatus: 'PENDING',
  MailFromAttributes: {
    MailFromDomain: 'bounce.mail.example.com',
    MailFromDomainStatus: 'PENDING',
    BehaviorOnMxFailure: 'USE_DEFAULT_VALUE',
  },
};

describe('the MAIL FROM records of an identity that waits below a verified domain', () => {
  const ask = (own: AwsOutput<'ses:GetEmailIdentity'>) =>
    gather(unreadyMailFromRecords, {
      probes: {
        dns: fakeDns(near),
        aws: fakeAws({
          'ses:GetEmailIdentity': ({ EmailIdentity: name }) => {
            if (name === 'mail.example.com') return own;
            if (name === 'example.com') return verified;
            throw new Unavailable('not-found', `no ${String(name)}`);
          },
        }),
      },
      target: { region: 'eu-west-1' },
      subject: 'mail.example.com',
    });

  it('are looked for near by', async () => {
    expect(await ask(waiting)).toMatchObject({
      identity: 'mail.example.com',
      domain: 'bounce.mail.example.com',
      misplaced: { mx: { name: 'bounce.example.com' } },
    });
  });

  it('are not asked for where the identity is verified', async () => {
    await expect(ask(verified)).rejects.toMatchObject({ reason: 'prerequisite' });
  });
});
