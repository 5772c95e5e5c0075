import { describe, expect, it } from 'vitest';
import { mailFromElsewhere } from '../../../src/facts/mail-from/elsewhere.ts';
import { Unavailable, valueOf } from '../../../src/model/unavailable.ts';
import { goodZone, mailFromFacts, withMailFrom } from '../../checks/4-inbox/mail-from-world.ts';
import { gather } from '../../support/gather.ts';
import { fakeAws } from '../../support/probes.ts';
import { senderProbes } from '../../support/sender-world.ts';

const mx = (...hosts: string[]) => ({
  ...goodZone,
  'bounce.example.com': { MX: hosts.map((exchange) => ({ preference: 10, exchange })), TXT: ['v=spf1 -all'] },
});
const us = 'feedback-smtp.us-east-1.amazonses.com';
const eu = 'feedback-smtp.eu-west-1.amazonses.com';
const seen = async (...args: Parameters<typeof mailFromFacts>) =>
  valueOf((await mailFromFacts(...args)).elsewhere);

describe('the MAIL FROM domain in the Region that its MX names', () => {
  it.each(['access-denied', 'throttled', 'timeout', 'malformed'] as const)(
    'is not known after %s',
    async (reason) => {
      const elsewhere = new Unavailable(reason, 'no answer');
      expect(await seen(mx(us), { elsewhere })).toEqual({ used: [], silent: ['us-east-1'] });
    },
  );

  it('is nobody’s where the identity is not there, or the Region is not switched on', async () => {
    expect(await seen(mx(us))).toEqual({ used: [], silent: [] });
    const off = new Unavailable('region-not-enabled', 'not switched on');
    expect(await seen(mx(us), { elsewhere: off })).toEqual({ used: [], silent: [] });
  });

  it('is told with its status where it is used, and not where another one is', async () => {
    const used = [{ region: 'us-east-1', status: 'SUCCESS' }];
    expect(await seen(mx(us), { elsewhere: withMailFrom() })).toEqual({ used, silent: [] });
    expect(await seen(mx(eu, us), { elsewhere: withMailFrom() })).toEqual({ used, silent: [] });
    const other = withMailFrom({ MailFromDomain: 'us.example.com' });
    expect(await seen(mx(us), { elsewhere: other })).toEqual({ used: [], silent: [] });
  });

  it('is asked of nobody while the MX is right, missing or foreign, or without an account', async () => {
    for (const zone of [goodZone, mx(), mx('mx.other.test')])
      expect(await seen(zone, { elsewhere: new Unavailable('timeout', 'asked') })).toEqual({
        used: [],
        silent: [],
      });
    const probes = {
      ...senderProbes(mx(us)),
      aws: fakeAws({ 'ses:GetEmailIdentity': new Unavailable('switched-off', '--no-aws') }),
    };
    const target = {
      mailFrom: 'bounce.example.com',
      regionSource: 'flag' as const,
      worlds: { aws: false, dns: true, smtp: false },
    };
    const outside = gather(mailFromElsewhere, { probes, target, subject: 'example.com' });
    expect(await outside).toEqual({ used: [], silent: ['us-east-1'] });
  });
});
