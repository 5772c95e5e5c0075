import { describe, expect, it } from 'vitest';
import { message } from '../../../src/facts/message/message.ts';
import { messageOrigin, type MessageOrigin } from '../../../src/facts/message/origin.ts';
import type { Target } from '../../../src/model/target.ts';
import { Unavailable } from '../../../src/model/unavailable.ts';
import { mailOfStranger } from '../../lab/other-mail.ts';
import { receivedMail, sesSignature } from '../../lab/received-mail.ts';
import { gather } from '../../support/gather.ts';
import { fakeAws } from '../../support/probes.ts';
import { identityAmong, type KnownIdentities } from '../../support/sender-world.ts';

const from = 'cy@other.example';
const given = (bytes: string, known: KnownIdentities = {}, more: Partial<Target> = {}) => ({
  probes: {
    aws: fakeAws({ 'ses:GetEmailIdentity': ({ EmailIdentity: name }) => identityAmong(known, name) }),
  },
  target: {
    identities: [from],
    message: { source: 'mail.eml', bytes, lookedAt: { sender: from, recipients: [] } },
    ...more,
  },
});
const signedFor = (domain: string, fields: readonly string[] = []): string =>
  receivedMail({ signers: [{ domain, selector: 's1' }, sesSignature], fields }).replaceAll(
    'news@example.com',
    from,
  );
const originOf = (...args: Parameters<typeof given>): Promise<MessageOrigin> =>
  gather(messageOrigin, given(...args));

describe('who sent the received message', () => {
  it('is asked for with --message', async () => {
    await expect(gather(messageOrigin)).rejects.toMatchObject({
      why: { reason: 'not-asked', detail: { flag: '--message' } },
    });
  });

  it('stays open where a name that may cover the sender has no answer, and the message is judged', async () => {
    const asked = given(mailOfStranger(), { 'other.example': null });
    await expect(gather(messageOrigin, asked)).rejects.toMatchObject({ why: { reason: 'access-denied' } });
    await expect(gather(message, asked)).resolves.toMatchObject({ from });
  });

  it('is somebody else where SES left no trace and no identity covers the sender: nothing is judged', async () => {
    expect(await originOf(mailOfStranger())).toEqual({ kind: 'foreign', from });
    await expect(gather(message, given(mailOfStranger()))).rejects.toMatchObject({
      why: { reason: 'prerequisite' },
    });
  });

  it('is this account where an identity covers the sender, verified or not', async () => {
    for (const verified of [true, false])
      expect(await originOf(mailOfStranger(), { 'other.example': verified })).toEqual({
        ...{ kind: 'own', from, by: 'other.example' },
      });
  });

  it('is who was named: whoever names the domain of the stranger means it', async () => {
    expect(await originOf(mailOfStranger(), {}, { identities: ['other.example'] })).toMatchObject({
      ...{ kind: 'own', by: 'other.example' },
    });
  });

  it('may be another account that lets this one send', async () => {
    const sourceArn = 'arn:aws:ses:eu-west-1:222222222222:identity/other.example';
    expect(await originOf(mailOfStranger(), {}, { sourceArn })).toMatchObject({ kind: 'own', by: sourceArn });
  });

  it('is another account where SES signed for the sender, and no identity covers it', async () => {
    for (const domain of ['other.example', 'mail.other.example'])
      expect(await originOf(signedFor(domain))).toEqual({ kind: 'foreign', from, signedBy: domain });
    await expect(gather(message, given(signedFor('other.example')))).rejects.toMatchObject({
      why: { reason: 'prerequisite' },
    });
  });

  it.each<[string, ...Parameters<typeof given>]>([
    ['an identity covers the sender', signedFor('other.example'), { 'other.example': true }],
    ['one that is not verified covers it', signedFor('other.example'), { 'other.example': false }],
    ['a name that may cover it has no answer', signedFor('other.example'), { 'other.example': null }],
    ['SES signed as another domain', signedFor('third.example')],
    [
      'SES took it in another Region, where it may be one of this account',
      signedFor('other.example', ['Feedback-ID: 1.us-east-1.abcdef=:AmazonSES']),
    ],
  ])('is not asked for, and the sender is looked up, where %s', async (_, ...asked) => {
    expect(await originOf(...asked)).toMatchObject({ kind: 'not-asked' });
  });

  it.each([
    ['SES sent it, whoever its sender is', receivedMail().replaceAll('news@example.com', from)],
    ['it is a draft', 'From: Cy <cy@other.example>\r\nTo: ann@receiver.example\r\n\r\nHello'],
    ['it has two senders', mailOfStranger({ fields: ['From: jo@third.example'] })],
  ])('is not asked for where %s', async (_, bytes) => {
    expect(await originOf(bytes)).toMatchObject({ kind: 'not-asked' });
  });

  it('is not known where AWS is left alone: the message is judged as one of the sender', async () => {
    const off = new Unavailable('switched-off', '--no-aws was given');
    const probes = { aws: fakeAws({ 'ses:GetEmailIdentity': off }) };
    await expect(gather(message, { ...given(mailOfStranger()), probes })).resolves.toMatchObject({ from });
  });
});
