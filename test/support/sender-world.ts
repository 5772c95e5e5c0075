import type { AwsOutput } from '../../src/model/aws-calls.ts';
import type { DnsAnswer, DnsProbe, DnsType, ServerView } from '../../src/model/dns.ts';
import type { Probes } from '../../src/model/probes.ts';
import { Unavailable } from '../../src/model/unavailable.ts';
import { fakeAws, fakeDns, type Zone } from './probes.ts';

type IdentityReply = AwsOutput<'ses:GetEmailIdentity'>;

/** A domain with Easy DKIM that SES has verified. */
export const verified: IdentityReply = {
  IdentityType: 'DOMAIN',
  VerifiedForSendingStatus: true,
  VerificationStatus: 'SUCCESS',
  FeedbackForwardingStatus: true,
  DkimAttributes: {
    SigningEnabled: true,
    Status: 'SUCCESS',
    Tokens: ['tokenonetokenonetokenone', 'tokentwotokentwotokentwo', 'tokenthreetokenthreetoke'],
    SigningAttributesOrigin: 'AWS_SES',
    SigningHostedZone: 'dkim.amazonses.com',
    CurrentSigningKeyLength: 'RSA_2048_BIT',
    NextSigningKeyLength: 'RSA_2048_BIT',
  },
};

/** Whether an identity is verified, by its name; null: nobody may ask about it. What is not named is not there. */
export type KnownIdentities = Readonly<Record<string, boolean | null>>;

/** GetEmailIdentity for identities by name, each without DKIM. */
export function identityAmong(known: KnownIdentities, name = ''): IdentityReply {
  const state = known[name];
  if (state === undefined) throw new Unavailable('not-found', `no ${name}`);
  if (state === null) throw new Unavailable('access-denied', `not allowed to ask about ${name}`);
  return {
    VerifiedForSendingStatus: state,
    VerificationStatus: state ? 'SUCCESS' : 'PENDING',
    DkimAttributes: { SigningEnabled: false, Status: 'NOT_STARTED' },
  };
}

/** What is there of one type: a test's answer is the same whatever is asked. */
function ofType(answer: DnsAnswer<DnsType>, type: DnsType): DnsAnswer<DnsType> {
  const records = answer.records.filter((record) =>
    typeof record === 'string' ? (type === 'CNAME') === /^[a-z0-9._-]+$/i.test(record) : type === 'MX',
  );
  return { ...answer, records };
}

/** An authoritative view for a test: what each server says; `silent` and `lame` servers say nothing. */
export function servers(
  answers: Record<string, ((name: string, type: DnsType) => DnsAnswer<DnsType>) | 'silent' | 'lame'>,
): DnsProbe['authoritative'] {
  return async <T extends DnsType>(name: string, type: T) => ({
    zone: 'example.com',
    inside: null,
    servers: Object.entries(answers).map(([server, answer]): ServerView<T> => {
      if (answer === 'silent')
        return {
          server,
          address: '192.0.2.1',
          answer: { kind: 'silent', because: 'did not answer within 2 s' },
        };
      if (answer === 'lame')
        return { server, address: '192.0.2.1', answer: { kind: 'lame', because: 'answered REFUSED' } };
      // The test's function answers for the type it is asked for.
      return {
        server,
        address: '192.0.2.1',
        answer: { kind: 'answer', answer: ofType(answer(name, type), type) as DnsAnswer<T> },
      };
    }),
  });
}

/** Probes of a sender: one domain identity and its zone. */
export function senderProbes(
  zone: Zone,
  {
    identity = verified,
    authoritative,
  }: { identity?: IdentityReply; authoritative?: DnsProbe['authoritative'] } = {},
): Partial<Probes> {
  const dns = fakeDns(zone);
  return {
    aws: fakeAws({
      'ses:GetEmailIdentity': identity,
      'ses:ListEmailIdentities': { EmailIdentities: [] },
      'ses:GetDedicatedIps': { DedicatedIps: [] },
    }),
    dns: authoritative === undefined ? dns : { ...dns, authoritative },
  };
}
