import { describe, expect, it } from 'vitest';
import { senderIdentity } from '../../../src/facts/identity/sender-identity.ts';
import type { Target } from '../../../src/model/target.ts';
import { answerOf, Unavailable } from '../../../src/model/unavailable.ts';
import { ownSignature, receivedMail, sesSignature } from '../../lab/received-mail.ts';
import { gather } from '../../support/gather.ts';
import { fakeAws } from '../../support/probes.ts';
import { verified } from '../../support/sender-world.ts';

const off = { worlds: { aws: false, dns: true, smtp: true } };
const look = (target: Partial<Target>, subject = 'example.com') =>
  gather(senderIdentity, {
    probes: {
      aws: fakeAws({ 'ses:GetEmailIdentity': new Unavailable('switched-off', '--no-aws was given') }),
    },
    target: { ...off, ...target },
    subject,
  });
const message = (more: Parameters<typeof receivedMail>[0] = {}) => ({
  message: { source: 'mail.eml', bytes: receivedMail(more) },
});
const token = 'a'.repeat(32);

describe('how mail of a sender is signed', () => {
  it.each(['access-denied', 'throttled', 'timeout'] as const)('is not guessed after %s', async (reason) => {
    const aws = fakeAws({ 'ses:GetEmailIdentity': new Unavailable(reason, 'no answer') });
    const answer = await answerOf(
      gather(senderIdentity, { probes: { aws }, target: message(), subject: 'example.com' }),
    );
    expect(answer).toMatchObject({ ok: false, why: { reason } });
  });

  it('is what SES says where it can be asked', async () => {
    const aws = fakeAws({ 'ses:GetEmailIdentity': verified });
    expect(await gather(senderIdentity, { probes: { aws }, subject: 'example.com' })).toMatchObject({
      name: 'example.com',
      outside: null,
    });
  });

  it('is not known from outside without a selector or a message', async () => {
    expect(await answerOf(look({}))).toMatchObject({ ok: false, why: { reason: 'switched-off' } });
  });

  it('is told by selectors: tokens of Easy DKIM, or a key of their own', async () => {
    expect(await look({ dkimSelectors: [token] })).toMatchObject({
      dkim: { tokens: [token], origin: 'AWS_SES' },
      mailFrom: null,
      outside: { dkim: true, mailFrom: false },
    });
    expect((await look({ dkimSelectors: ['s1', token] })).dkim.origin).toBe('EXTERNAL');
  });

  it('is told by a message that SES sent, of the domain or of one below it', async () => {
    for (const subject of ['example.com', 'news@example.com', 'shop.example.com']) {
      expect(await look(message(), subject)).toMatchObject({
        name: 'example.com',
        dkim: { tokens: [ownSignature.selector] },
        mailFrom: { domain: 'bounce.example.com' },
        outside: { dkim: true, mailFrom: true },
      });
    }
  });

  it('is not told by signatures of others, nor by the envelope of SES', async () => {
    const own = await look(
      message({ signers: [sesSignature], envelopeSender: '0102@eu-west-1.amazonses.com' }),
    );
    expect(own).toMatchObject({ mailFrom: null, outside: { dkim: false, mailFrom: true } });
    const other = await answerOf(
      look(message({ signers: [ownSignature], received: [], envelopeSender: 'a@bounce.example.com' })),
    );
    expect(other.ok).toBe(false);
  });

  it('takes the MAIL FROM domain of the command line', async () => {
    expect(await look({ mailFrom: 'send.example.com' })).toMatchObject({
      mailFrom: { domain: 'send.example.com' },
      outside: { dkim: false, mailFrom: true },
    });
  });
});
