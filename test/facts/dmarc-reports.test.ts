import { describe, expect, it } from 'vitest';
import { dmarcReports, dmarcTraffic } from '../../src/facts/dmarc-reports.ts';
import type { DmarcReports } from '../../src/model/dmarc-reports.ts';
import { answerOf, Unavailable } from '../../src/model/unavailable.ts';
import { parseReports } from '../../src/parse/dmarc-report/report.ts';
import { amazonOnly, dmarcReport, type ReportRow } from '../support/dmarc-report.ts';
import { gather } from '../support/gather.ts';
import { fakeAws, fakeDns } from '../support/probes.ts';

function given(...rows: ReportRow[]): DmarcReports {
  const [reading] = parseReports(dmarcReport({ rows }));
  if (reading?.kind !== 'report') throw new Error(reading?.because ?? 'no report');
  return { files: 1, reports: [reading.report], tls: 0, repeated: 0, unread: [], left: 0 };
}
const none = new Unavailable('access-denied', 'denied');
const look = async (...rows: ReportRow[]) =>
  await gather(dmarcTraffic, {
    probes: { dns: fakeDns({}), aws: fakeAws({ 'ses:GetDedicatedIps': none }) },
    target: { dmarcReports: given(...rows) },
  });
const failing = { dkim: 'fail', spf: 'fail', disposition: 'reject' };

describe('mail in DMARC reports', () => {
  it('is not known without a report', async () => {
    expect(await answerOf(gather(dmarcReports, {}))).toMatchObject({
      ok: false,
      why: { reason: 'not-asked' },
    });
  });

  it('of SES is told from others by its ranges, though its record and the dedicated IPs could not be read', async () => {
    const [domain] = await look({}, { ip: '203.0.113.9', count: 7, ...failing, results: '' });
    expect(domain).toMatchObject({
      domain: 'example.com',
      ses: { count: 100, aligned: 100 },
      others: [{ ip: '203.0.113.9', count: 7, aligned: 0 }],
    });
  });

  it('of dedicated IPs is mail of SES', async () => {
    const aws = fakeAws({
      'ses:GetDedicatedIps': {
        DedicatedIps: [{ Ip: '203.0.113.9', WarmupStatus: 'DONE', WarmupPercentage: 100 }],
      },
    });
    const [domain] = await gather(dmarcTraffic, {
      probes: { dns: fakeDns({}), aws },
      target: { dmarcReports: given({ ip: '203.0.113.9' }) },
    });
    expect(domain?.ses.count).toBe(100);
  });

  it.each<[string, ReportRow, object]>([
    [
      'amazonses.com alone',
      { ...failing, results: amazonOnly },
      { kind: 'amazonses-only', domain: 'eu-west-1.amazonses.com' },
    ],
    [
      'amazonses.com alone, with no word on the envelope',
      { ...failing, results: '<dkim><domain>amazonses.com</domain><result>pass</result></dkim>' },
      { kind: 'amazonses-only', domain: 'amazonses.com' },
    ],
    [
      'another identity',
      { ...failing, results: '<dkim><domain>other.example</domain><result>pass</result></dkim>' },
      { kind: 'other-signature', domain: 'other.example' },
    ],
    [
      'a signature that does not verify',
      { ...failing, results: '<dkim><domain>news.example.com</domain><result>fail</result></dkim>' },
      { kind: 'signature-fails', domain: 'news.example.com' },
    ],
    [
      'a key that could not be fetched',
      { ...failing, results: '<dkim><domain>example.com</domain><result>temperror</result></dkim>' },
      { kind: 'temporary', domain: 'example.com' },
    ],
    [
      'no signature',
      { ...failing, results: '<spf><domain>bounce.other.example</domain><result>pass</result></spf>' },
      { kind: 'unsigned', domain: 'bounce.other.example' },
    ],
  ])('fails by %s', async (_name, row, reason) => {
    const [domain] = await look(row);
    expect(domain?.ses).toMatchObject({
      count: 100,
      aligned: 0,
      acted: 100,
      reasons: [{ ...reason, count: 100 }],
    });
    expect(domain?.ses.groups).toMatchObject([{ receiver: 'receiver.example', week: '2026-11-16' }]);
  });

  it('tells the days on which some passed and some failed, and whether mail passed since', async () => {
    const [mixed] = await look({}, { ...failing, results: amazonOnly });
    expect(mixed?.ses).toMatchObject({ mixedDays: 1, passedSince: false });
    const [all] = await look({ ...failing, results: amazonOnly });
    expect(all?.ses).toMatchObject({ mixedDays: 0, passedSince: false });
    const [none] = await look({});
    expect(none?.ses).toMatchObject({ mixedDays: 0, passedSince: false, lastFailure: null });
  });

  it('that was forwarded, or passed on by a mailing list, is no fault', async () => {
    const [domain] = await look(
      { ip: '203.0.113.1', ...failing, results: amazonOnly.replaceAll('pass', 'fail') },
      { ip: '203.0.113.2', ...failing, results: '', reasons: '<reason><type>mailing_list</type></reason>' },
    );
    expect(domain).toMatchObject({ forwarded: 200, others: [], ses: { count: 0 } });
  });

  it('passes by what its results say where the receiver gives no verdict', async () => {
    const [domain] = await look({ dkim: '', spf: '' });
    expect(domain?.ses).toMatchObject({ count: 100, aligned: 100 });
  });
});
