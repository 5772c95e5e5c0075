import { describe, expect, it } from 'vitest';
import { foreignAddresses } from '../../../src/facts/identity/foreign.ts';
import { identitiesToChoose } from '../../../src/facts/identity/identities.ts';
import {
  covering,
  domainIdentity,
  identityLineage,
  signingIdentity,
} from '../../../src/facts/identity/identity.ts';
import type { AwsOutput } from '../../../src/model/aws-calls.ts';
import { Unavailable } from '../../../src/model/unavailable.ts';
import { candidateOf, symptomOf } from '../../support/account.ts';
import { gather } from '../../support/gather.ts';
import { fakeAws } from '../../support/probes.ts';
import { verified } from '../../support/sender-world.ts';

type Reply = AwsOutput<'ses:GetEmailIdentity'> | Unavailable;

const denied = new Unavailable('access-denied', 'not permitted', { question: 'ses:GetEmailIdentity' });
const unsigned = { SigningEnabled: false, Status: 'NOT_STARTED' } as const;
const pending: Reply = {
  VerifiedForSendingStatus: false,
  VerificationStatus: 'PENDING',
  DkimAttributes: unsigned,
};

/** SES with these identities; others do not exist. */
const sesWith = (identities: Record<string, Reply>) => ({
  aws: fakeAws({
    'ses:GetEmailIdentity': ({ EmailIdentity: name = '' }) => {
      const reply = identities[name] ?? new Unavailable('not-found', `no ${name}`);
      if (reply instanceof Unavailable) throw reply;
      return reply;
    },
  }),
});

const subject = 'news@mail.example.com';

describe('the lineage of a sender', () => {
  const lineage = (identities: Record<string, Reply>, name = subject) =>
    gather(identityLineage, { probes: sesWith(identities), subject: name });

  it('keeps a name that may not be read apart from one that does not exist', async () => {
    expect(await lineage({ 'mail.example.com': denied, 'example.com': verified })).toMatchObject([
      { name: subject, answer: { ok: true, value: null } },
      { name: 'mail.example.com', answer: { ok: false, why: { reason: 'access-denied' } } },
      { name: 'example.com', answer: { ok: true, value: { verificationStatus: 'SUCCESS' } } },
    ]);
  });

  it('asks nothing about a registry such as co.uk', async () => {
    const names = (await lineage({}, 'shop.co.uk')).map(({ name }) => name);
    expect(names).toEqual(['shop.co.uk']);
  });

  it('takes what AWS leaves out for what AWS documents', async () => {
    const [own] = await lineage({ 'example.com': pending }, 'example.com');
    expect(own?.answer).toMatchObject({
      ok: true,
      value: {
        verificationStatus: 'PENDING',
        verifiedForSending: false,
        feedbackForwarding: true,
        configurationSet: null,
        mailFrom: null,
        dkim: { signing: false, status: 'NOT_STARTED', tokens: [] },
      },
    });
  });
});

describe('the identity that signs', () => {
  const signing = (identities: Record<string, Reply>) =>
    gather(signingIdentity, { probes: sesWith(identities), subject });

  it.each<[string, Record<string, Reply>]>([
    ['no other is known', { [subject]: denied }],
    [
      'the domain is verified: the address may have settings of its own',
      { [subject]: denied, 'example.com': verified },
    ],
    [
      'its parent is verified: the subdomain may have a key of its own',
      { 'mail.example.com': denied, 'example.com': verified },
    ],
    ['the domain waits', { [subject]: denied, 'mail.example.com': pending }],
  ])('is not known while a name that may be it was not read, and %s', async (_, identities) => {
    for (const fact of [signingIdentity, covering])
      await expect(gather(fact, { probes: sesWith(identities), subject })).rejects.toMatchObject({
        reason: 'access-denied',
      });
  });

  it('is told by the domains alone where only the address was not read: its records are those of the domain', async () => {
    const identities = { [subject]: denied, 'example.com': verified };
    expect(await gather(domainIdentity, { probes: sesWith(identities), subject })).toMatchObject({
      name: 'example.com',
    });
  });

  it('is a prerequisite that is missing where SES knows none of the names', async () => {
    await expect(signing({})).rejects.toMatchObject({ reason: 'prerequisite' });
  });

  it.each<[string, Record<string, Reply>, string]>([
    ['the address that is verified itself', { [subject]: verified, 'example.com': verified }, subject],
    [
      'the domain, when the address is not verified',
      { [subject]: pending, 'example.com': verified },
      'example.com',
    ],
    [
      'the nearest that waits, when none is verified',
      { 'mail.example.com': pending, 'example.com': pending },
      'mail.example.com',
    ],
    [
      'the nearest verified one, though a name above it did not answer',
      { 'mail.example.com': verified, 'example.com': denied },
      'mail.example.com',
    ],
  ])('is %s', async (_, identities, name) => {
    expect(await signing(identities)).toMatchObject({ name });
  });
});

describe('addresses that failed the check in a header', () => {
  const foreign = (
    identities: Record<string, Reply>,
    names = {},
    candidates = [candidateOf('sandbox/recipient')],
  ) =>
    gather(foreignAddresses, {
      probes: sesWith(identities),
      target: { symptom: symptomOf(candidates, names) },
    });
  const names = { senders: ['app@example.com'], failedIdentities: ['owner@other.test', 'app@example.com'] };

  it('are not asked about without a symptom', async () => {
    await expect(gather(foreignAddresses)).rejects.toMatchObject({ reason: 'not-asked' });
  });

  it('may be covered by a name that was not read', async () => {
    expect(await foreign({ 'other.test': denied }, names)).toMatchObject([
      { address: 'owner@other.test', coveredBy: { ok: false, why: { reason: 'access-denied' } } },
    ]);
  });

  it.each([
    ['neither sender nor recipient', names, ['owner@other.test']],
    ['a recipient', { ...names, recipients: ['Owner@other.test'] }, []],
    ['perhaps the sender, which nobody named', { failedIdentities: ['owner@other.test'] }, []],
    ['a domain', { ...names, failedIdentities: ['other.test'] }, []],
  ])('are looked at only where the address is %s', async (_, more, addresses) => {
    expect((await foreign({}, more)).map(({ address }) => address)).toEqual(addresses);
  });

  it('that the symptom tells of are looked up, with what covers them today', async () => {
    const told = [candidateOf('identity/foreign-header', 'reply@example.com')];
    expect(await foreign({ 'example.com': verified }, {}, told)).toEqual([
      { address: 'reply@example.com', coveredBy: { ok: true, value: 'example.com' } },
    ]);
  });
});

describe('the identities to choose from', () => {
  it('are not listed when the command line names one', async () => {
    await expect(
      gather(identitiesToChoose, { target: { identities: ['example.com'] } }),
    ).rejects.toMatchObject({
      reason: 'prerequisite',
    });
  });

  it('are unavailable, not none, when the list may not be read', async () => {
    const aws = fakeAws({ 'ses:ListEmailIdentities': denied });
    await expect(gather(identitiesToChoose, { probes: { aws } })).rejects.toMatchObject({
      reason: 'access-denied',
    });
  });

  it('are those of all pages', async () => {
    const aws = fakeAws({
      'ses:ListEmailIdentities': ({ NextToken }) =>
        NextToken === undefined
          ? {
              EmailIdentities: [
                {
                  IdentityName: 'example.com',
                  IdentityType: 'DOMAIN',
                  SendingEnabled: true,
                  VerificationStatus: 'SUCCESS',
                },
              ],
              NextToken: 'two',
            }
          : {
              EmailIdentities: [
                {
                  IdentityName: 'a@example.org',
                  IdentityType: 'EMAIL_ADDRESS',
                  SendingEnabled: false,
                  VerificationStatus: 'PENDING',
                },
              ],
            },
    });
    expect(await gather(identitiesToChoose, { probes: { aws } })).toEqual({
      items: [
        { name: 'example.com', type: 'domain', verificationStatus: 'SUCCESS', sendingEnabled: true },
        { name: 'a@example.org', type: 'address', verificationStatus: 'PENDING', sendingEnabled: false },
      ],
      complete: true,
      because: null,
    });
  });
});
