import { describe, expect, it } from 'vitest';
import { identityDomainListings } from '../../src/facts/dns-list-domains.ts';
import { messageLinkListings } from '../../src/facts/message/link-listings.ts';
import type { Target } from '../../src/model/target.ts';
import { answerOf } from '../../src/model/unavailable.ts';
import { gather } from '../support/gather.ts';
import { fakeDns, type Zone } from '../support/probes.ts';

const dbl = 'dbl.spamhaus.org';
/** The list answers for its test entry, as RFC 5782 5 asks. */
const sound: Zone = { [`dbltest.com.${dbl}`]: { A: ['127.0.1.2'] } };
const listed = (domain: string): Zone => ({ ...sound, [`${domain}.${dbl}`]: { A: ['127.0.1.4'] } });
const look = { dnsbls: [dbl], identities: ['news@Example.com'] };

describe('the lists of domains', () => {
  const ask = (zone: Zone, target: Partial<Target> = look) =>
    gather(identityDomainListings, { probes: { dns: fakeDns(zone) }, target });

  it.each(['SERVFAIL', 'TIMEOUT', 'REFUSED'] as const)(
    'say nothing after %s, and not "clear"',
    async (failure) => {
      expect(await ask({ ...sound, [`example.com.${dbl}`]: failure })).toMatchObject([
        { verdict: { kind: 'unusable' } },
      ]);
    },
  );

  it('that do not list their own test entry are no clean bill', async () => {
    expect(await ask({})).toMatchObject([{ verdict: { kind: 'unusable' } }]);
  });

  it.each([
    ['clear', sound],
    ['listed', listed('example.com')],
  ])('say of the domain of an address: %s', async (kind, zone) => {
    expect(await ask(zone)).toMatchObject([{ zone: dbl, entry: 'example.com', verdict: { kind } }]);
  });

  it('are asked about a domain once, however many addresses it has', async () => {
    expect(await ask(sound, { ...look, identities: ['a@example.com', 'b@example.com'] })).toHaveLength(1);
  });

  it('of addresses are not asked about domains', async () => {
    expect(await ask({}, { ...look, dnsbls: ['zen.spamhaus.org'] })).toEqual([]);
  });
});

describe('the link domains of a message', () => {
  const ask = (zone: Zone, links: readonly string[]) =>
    gather(messageLinkListings, {
      probes: { dns: fakeDns(zone) },
      target: {
        dnsbls: [dbl],
        message: {
          source: 'sample.eml',
          bytes: `From: a@example.com\r\nContent-Type: text/plain\r\n\r\n${links.join('\r\n')}\r\n`,
        },
      },
    });

  it('need a message', async () => {
    expect(await answerOf(gather(messageLinkListings))).toMatchObject({
      ok: false,
      why: { reason: 'not-asked' },
    });
  });

  it('that could not be looked up are not named as listed', async () => {
    expect(await ask({ ...sound, [`phish.test.${dbl}`]: 'SERVFAIL' }, ['https://phish.test/'])).toEqual([]);
  });

  it('are named with what the list says', async () => {
    const links = ['https://www.phish.test/login', 'https://good.test/'];
    expect(await ask(listed('phish.test'), links)).toEqual([
      { domain: 'phish.test', zone: dbl, means: ['phishing'] },
    ]);
  });

  it('are no business of the sender where everybody links through them', async () => {
    expect(await ask(listed('bit.ly'), ['https://bit.ly/abc'])).toEqual([]);
  });

  it('are not asked about without a link', async () => {
    expect(await ask({}, ['hello'])).toEqual([]);
  });
});
