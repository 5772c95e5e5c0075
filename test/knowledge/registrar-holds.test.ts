import { describe, expect, it } from 'vitest';
import { holdOf } from '../../src/knowledge/registrar-holds.ts';

describe('name servers that a registrar set', () => {
  it.each([
    [['ns1.pendingrenewaldeletion.com', 'ns2.pendingrenewaldeletion.com'], 'expired'],
    [['ns1.renewyourname.net', 'ns2.renewyourname.net'], 'expired'],
    [['NS1.RENEWYOURDOMAIN.AT.DOMAINNAME.COM'], 'expired'],
    [['ns1.expirationwarning.net', 'ns2.expirationwarning.net'], 'expired'],
    [['ns1.expireddomain.example'], 'expired'],
    [
      ['failed-whois-verification.namecheap.com', 'verify-contact-details.namecheap.com'],
      'unverified-contact',
    ],
    [['ns1.suspended-domain.com', 'ns2.suspended-domain.com'], 'suspended'],
    [['ns1.sedoparking.com', 'ns2.sedoparking.com'], 'parked'],
    [['ns1.bodis.com', 'ns2.bodis.com'], 'parked'],
    [['ns1.parkingcrew.net', 'ns2.parkingcrew.net'], 'parked'],
    [['ns1.afternic.com', 'ns2.afternic.com'], 'parked'],
    [['NS1.UNDEVELOPED.COM'], 'parked'],
  ])('%j', (servers, kind) => {
    expect(holdOf(servers)).toEqual({ kind, nameServer: servers[0] });
  });

  it.each([
    [[]],
    [['ns1.example.com', 'ns2.example.com']],
    [['ns-1.awsdns-01.org', 'ada.ns.cloudflare.com']],
    // One server of that name beside one's own is no hold.
    [['ns1.expirationwarning.net', 'ns1.example.com']],
    [['ns1.neverexpires.example', 'ns2.neverexpires.example']],
    // A panel of many domains, and a firm with such a name in it.
    [['ns01.domaincontrol.com', 'ns02.domaincontrol.com']],
    [['ns1.cityparking.example', 'ns1.bodis.com.example']],
  ])('%j are somebody’s own', (servers) => {
    expect(holdOf(servers)).toBeNull();
  });
});
