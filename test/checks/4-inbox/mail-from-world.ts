import { senderIdentity } from '../../../src/facts/identity/sender-identity.ts';
import { signingIdentity } from '../../../src/facts/identity/identity.ts';
import { mailFromElsewhere } from '../../../src/facts/mail-from/elsewhere.ts';
import { mailFromRecords } from '../../../src/facts/mail-from/records.ts';
import { mailFromSpf } from '../../../src/facts/mail-from/spf.ts';
import { guessedMailFrom, namedMailFrom } from '../../../src/facts/mail-from/unregistered.ts';
import type { Fact } from '../../../src/model/fact.ts';
import type { AwsOutput } from '../../../src/model/aws-calls.ts';
import type { DnsProbe } from '../../../src/model/dns.ts';
import type { Target } from '../../../src/model/target.ts';
import { type Answer, answerOf, Unavailable } from '../../../src/model/unavailable.ts';
import { gather } from '../../support/gather.ts';
import { fakeAws, type Zone } from '../../support/probes.ts';
import { senderProbes, verified } from '../../support/sender-world.ts';
import { targetWith } from '../../support/target.ts';

type Reply = AwsOutput<'ses:GetEmailIdentity'>;

/** SES's own SPF record, cut down to two ranges. */
export const sesSpf: Zone = {
  'amazonses.com': { TXT: ['v=spf1 ip4:199.255.192.0/22 ip4:54.240.0.0/18 -all'] },
};

export const goodZone: Zone = {
  ...sesSpf,
  'bounce.example.com': {
    MX: [{ preference: 10, exchange: 'feedback-smtp.eu-west-1.amazonses.com' }],
    TXT: ['v=spf1 include:amazonses.com ~all'],
  },
};

export const withMailFrom = (more: Partial<NonNullable<Reply['MailFromAttributes']>> = {}): Reply => ({
  ...verified,
  MailFromAttributes: {
    MailFromDomain: 'bounce.example.com',
    MailFromDomainStatus: 'SUCCESS',
    BehaviorOnMxFailure: 'USE_DEFAULT_VALUE',
    ...more,
  },
});

/** All MAIL FROM facts in a world, gathered as in a run. */
export async function mailFromFacts(
  zone: Zone,
  {
    identity = withMailFrom(),
    listed = [],
    target = {},
    authoritative,
    dedicated = [],
    elsewhere = new Unavailable('not-found', 'there is no such identity'),
  }: {
    identity?: Reply | ((name: string) => Reply);
    listed?: readonly string[];
    target?: Partial<Target>;
    authoritative?: DnsProbe['authoritative'];
    dedicated?: readonly string[];
    /** What other Regions say of the identity. */
    elsewhere?: Reply | Unavailable;
  } = {},
) {
  const world = senderProbes(zone, authoritative === undefined ? {} : { authoritative });
  const probes = {
    ...world,
    aws: fakeAws({
      'ses:GetDedicatedIps': {
        DedicatedIps: dedicated.map((Ip) => ({ Ip, WarmupStatus: 'DONE', WarmupPercentage: 100 })),
      },
      'ses:GetEmailIdentity': ({ EmailIdentity }, region) => {
        if (region !== null && elsewhere instanceof Unavailable) throw elsewhere;
        if (region !== null && !(elsewhere instanceof Unavailable)) return elsewhere;
        return typeof identity === 'function' ? identity(EmailIdentity ?? '') : identity;
      },
      'ses:ListEmailIdentities': {
        EmailIdentities: listed.map((IdentityName) => ({
          IdentityName,
          IdentityType: 'DOMAIN' as const,
          SendingEnabled: true,
        })),
      },
    }),
  };
  const read = <T>(fact: Fact<T>): Promise<Answer<T>> =>
    answerOf(gather(fact, { probes, target, subject: 'example.com' }));
  return {
    target: targetWith(target),
    identity: await gather(signingIdentity, { probes, target, subject: 'example.com' }),
    sender: await read(senderIdentity),
    records: await read(mailFromRecords),
    spf: await read(mailFromSpf),
    elsewhere: await read(mailFromElsewhere),
    named: await read(namedMailFrom),
    guessed: await read(guessedMailFrom),
  };
}
