import type { Target } from '../../../src/model/target.ts';
import { targetWith } from '../../support/target.ts';
import { unansweredWith, whyOf } from '../../support/account.ts';
import type { Answer } from '../../../src/model/unavailable.ts';
import type { Message } from '../../../src/parse/message/message.ts';
import { dkimRecords, type DkimRecords } from '../../../src/facts/dkim-records.ts';
import { type SenderIdentity, senderIdentity } from '../../../src/facts/identity/sender-identity.ts';
import type { AwsOutput } from '../../../src/model/aws-calls.ts';
import type { DnsProbe } from '../../../src/model/dns.ts';
import { gather } from '../../support/gather.ts';
import type { Zone } from '../../support/probes.ts';
import { senderProbes, verified } from '../../support/sender-world.ts';

type Reply = AwsOutput<'ses:GetEmailIdentity'>;

/** Public keys of RSA key pairs of these sizes. */
export const keys = {
  2048: 'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAtzB9XrDSfUJ4adWygDF8GXUc9TPQTCZt4B19cy/zhxNceRpsiMX4v7CT+r7hnMwPqgCBC072IEiS9oyqDk+3KJrEj1QGoJIr0eH9iviVmlDPn56gHByoaofK1iFuFENF9gcEO3bBxrh0QECO2I8Y8rqMRfJNY55g3XNLPMQ5cS9/RaVgZCZXt15w326yrEJCF/mSkyIFV/E/pbz/DqGxFMrAlGeaI+n1N3XLftfibsXJUx6Qo7r7Tp3i4sTEEjBIx62fp5l92VYhH18zpqK+6zOKCkJmWnKoLrlD1C1hwO3ajH/xBq7h8iF4hjmVsMUzxHGjKZ9oWeNJ1yXDximb/QIDAQAB',
  1024: 'MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDD4aLYcEKPpnOJ8luGcLU6eNlbiXq71fjH84oluvFBotCsPaEH+NgWoCXoAp0ylbwpJyGjhU/ECt5zHUn9YjH8iKVyimXhvRzeASuPfpfOEVcWSyiHD6D0ylGCrWt0ZNfCgUnYxTaRajuu+F1jplWtCl63vLdKLf+aLIZAnM/kxwIDAQAB',
  512: 'MFwwDQYJKoZIhvcNAQEBBQADSwAwSAJBAMbzwXb1QwsQtLe9kjymB0ykt4A5Lp50kkYGiLJe2AmyIaAH1Ak1Umca47oIOgju3A0ZFtMmOf8UI58Gv9j3frcCAwEAAQ==',
};

export const tokens = ['tokenonetokenonetokenone', 'tokentwotokentwotokentwo', 'tokenthreetokenthreetoke'];
export const nameOf = (token: string, domain = 'example.com'): string => `${token}._domainkey.${domain}`;

/** The three CNAMEs and the keys of SES behind them. */
export function easyZone(text: string, more: Zone = {}): Zone {
  return {
    'example.com': {},
    ...Object.fromEntries(
      tokens.flatMap((token): [string, Zone[string]][] => [
        [nameOf(token), { CNAME: [`${token}.dkim.amazonses.com`] }],
        [`${token}.dkim.amazonses.com`, { TXT: [text] }],
      ]),
    ),
    ...more,
  };
}

export const withDkim = (
  dkim: Partial<NonNullable<Reply['DkimAttributes']>>,
  more: Partial<Reply> = {},
): Reply => ({
  ...verified,
  ...more,
  DkimAttributes: { ...verified.DkimAttributes, ...dkim },
});

export const ownKey = withDkim({
  SigningAttributesOrigin: 'EXTERNAL',
  Tokens: ['sel1'],
  CurrentSigningKeyLength: undefined,
  NextSigningKeyLength: undefined,
});

/** What the facts say in a world, gathered as in a run. */
export async function dkimFacts(
  zone: Zone,
  options: { identity?: Reply; authoritative?: DnsProbe['authoritative']; subject?: string } = {},
): Promise<{ target: Target; facts: DkimRecords; identity: SenderIdentity; message: Answer<Message> }> {
  const probes = senderProbes(zone, options);
  const subject = options.subject ?? 'example.com';
  return {
    target: targetWith(),
    facts: await gather(dkimRecords, { probes, subject }),
    identity: await gather(senderIdentity, { probes, subject }),
    message: unansweredWith(whyOf('not-asked', 'no received message was given')),
  };
}
