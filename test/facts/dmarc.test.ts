import { describe, expect, it } from 'vitest';
import { dmarc } from '../../src/facts/dmarc.ts';
import { alignment } from '../../src/facts/alignment.ts';
import { gather } from '../support/gather.ts';
import { fakeAws, fakeDns, type Zone } from '../support/probes.ts';

const read = (zone: Zone, subject = 'example.com') =>
  gather(dmarc, { subject, probes: { dns: fakeDns(zone) } });

describe('the DMARC policy', () => {
  it('stands at the domain', async () => {
    const { policy, effective, elsewhere } = await read({
      '_dmarc.example.com': { TXT: ['other text', 'v=DMARC1; p=reject'] },
    });
    expect(policy).toMatchObject({ ok: true, value: { domain: 'example.com', kind: 'own' } });
    expect(effective).toEqual({ ok: true, value: { policy: 'reject', tag: 'p', testing: false } });
    expect(elsewhere).toBeNull();
  });

  it('may stand behind a CNAME', async () => {
    const { policy } = await read({
      '_dmarc.example.com': { CNAME: ['example.dmarc.vendor.example'] },
      'example.dmarc.vendor.example': { TXT: ['v=DMARC1; p=none'] },
    });
    expect(policy).toMatchObject({ ok: true, value: { domain: 'example.com' } });
  });

  it.each<[string, string, Zone, string]>([
    ['sp= for a sub-domain', 'sp=quarantine; np=reject', { 'news.example.com': { A: ['192.0.2.1'] } }, 'sp'],
    ['np= for a name that does not exist', 'sp=quarantine; np=reject', {}, 'np'],
    ['p= without them', 't=y', {}, 'p'],
  ])('%s', async (_name, tags, zone, tag) => {
    const { effective } = await read(
      { ...zone, '_dmarc.example.com': { TXT: [`v=DMARC1; p=reject; ${tags}`] } },
      'a@news.example.com',
    );
    expect(effective).toMatchObject({ ok: true, value: { tag, testing: tags === 't=y' } });
  });

  it('is unknown where a name cannot be looked up', async () => {
    expect((await read({ '_dmarc.example.com': 'SERVFAIL' })).policy).toMatchObject({
      ok: false,
      why: { reason: 'bad-reply' },
    });
    expect((await read({ '_dmarc.example.com': { TXT: 'TIMEOUT' } }, 'news.example.com')).policy.ok).toBe(
      false,
    );
  });

  it('has a place where the zone is asked itself: that of the registered domain, where there is none', async () => {
    expect((await read({}, 'news.example.com')).place).toMatchObject({
      name: '_dmarc.example.com',
      authority: { ok: true },
    });
  });
});

describe('addresses for reports', () => {
  const withRua = (rua: string, zone: Zone = {}) =>
    read({ ...zone, '_dmarc.example.com': { TXT: [`v=DMARC1; p=none; rua=${rua}`] } });

  it('need no consent within the organization', async () => {
    expect((await withRua('mailto:a@reports.example.com')).reports).toEqual([]);
  });

  it('need consent elsewhere', async () => {
    const { reports } = await withRua(
      'mailto:a@vendor.example,mailto:b@other.example,mailto:c@slow.example',
      {
        'example.com._report._dmarc.vendor.example': { TXT: ['v=DMARC1;'] },
        'example.com._report._dmarc.slow.example': 'TIMEOUT',
      },
    );
    expect(
      reports.map(({ name, authorised }) => [name, authorised.ok ? authorised.value : authorised.why.reason]),
    ).toEqual([
      ['example.com._report._dmarc.vendor.example', true],
      ['example.com._report._dmarc.other.example', false],
      ['example.com._report._dmarc.slow.example', 'timeout'],
    ]);
  });
});

describe('alignment', () => {
  const amazon = { 'amazonses.com': { TXT: ['v=spf1 ip4:54.240.0.0/18 -all'] } };
  interface Sender {
    dkim?: boolean;
    status?: 'SUCCESS' | 'PENDING';
    mailFrom?: boolean;
  }
  const align = (
    subject: string,
    identity: string,
    { dkim = true, status = 'SUCCESS', mailFrom = true }: Sender,
    zone: Zone,
  ) =>
    gather(alignment, {
      subject,
      probes: {
        dns: fakeDns({
          ...amazon,
          'bounce.example.com': { TXT: ['v=spf1 include:amazonses.com ~all'] },
          ...zone,
        }),
        aws: fakeAws({
          'ses:GetDedicatedIps': {},
          'ses:GetEmailIdentity': ({ EmailIdentity }) => ({
            VerifiedForSendingStatus: EmailIdentity === identity,
            VerificationStatus: EmailIdentity === identity ? 'SUCCESS' : 'PENDING',
            DkimAttributes: { SigningEnabled: dkim, Status: status },
            ...(mailFrom
              ? {
                  MailFromAttributes: {
                    MailFromDomain: 'bounce.example.com',
                    MailFromDomainStatus: 'SUCCESS',
                    BehaviorOnMxFailure: 'USE_DEFAULT_VALUE',
                  },
                }
              : {}),
          }),
        }),
      },
    });

  it('of a domain with everything', async () => {
    expect(
      await align(
        'example.com',
        'example.com',
        {},
        { '_dmarc.example.com': { TXT: ['v=DMARC1; p=none; aspf=s'] } },
      ),
    ).toMatchObject({
      from: 'example.com',
      strict: { dkim: false, spf: true },
      policy: { ok: true, value: true },
      dkim: { kind: 'signed', domain: 'example.com', aligned: { ok: true, value: { same: true } } },
      spf: {
        kind: 'passes',
        domain: 'bounce.example.com',
        aligned: { ok: true, value: { same: false, byWalk: true, byList: true } },
      },
    });
  });

  it('of a sub-domain with a record of its own, where the parent has none', async () => {
    const { dkim } = await align(
      'news.example.com',
      'example.com',
      {},
      { '_dmarc.news.example.com': { TXT: ['v=DMARC1; p=none'] } },
    );
    expect(dkim).toMatchObject({
      kind: 'signed',
      aligned: { ok: true, value: { byWalk: false, byList: true } },
    });
  });

  it('without DKIM and MAIL FROM', async () => {
    expect(await align('example.com', 'example.com', { dkim: false, mailFrom: false }, {})).toMatchObject({
      policy: { ok: true, value: false },
      dkim: { kind: 'unsigned', because: 'off', identity: 'example.com' },
      spf: { kind: 'default' },
    });
  });

  it('while DKIM is pending', async () => {
    const { dkim } = await align('example.com', 'example.com', { status: 'PENDING' }, {});
    expect(dkim).toMatchObject({ kind: 'unsigned', because: 'not-ready', status: 'PENDING' });
  });

  it('keeps what could not be looked up apart', async () => {
    const { spf, policy } = await align(
      'example.com',
      'example.com',
      {},
      { 'bounce.example.com': 'SERVFAIL', '_dmarc.example.com': 'TIMEOUT' },
    );
    expect(spf).toMatchObject({ kind: 'unknown', domain: 'bounce.example.com' });
    expect(policy.ok).toBe(false);
  });
});
