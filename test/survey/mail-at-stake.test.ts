import { describe, expect, it } from 'vitest';
import type { DnsProbe } from '../../src/model/dns.ts';
import { dnsProviderOf } from '../../src/survey/dns-provider.ts';
import type { IdentityLine } from '../../src/survey/lines.ts';
import type { SurveyReport } from '../../src/survey/document.ts';
import type { World } from '../lab/world.ts';
import { surveyIn, worldOfSenders } from './surveyed.ts';

/** Two senders without DKIM records and one without a DMARC record, with Virtual Deliverability Manager on or off. */
function worldWith(vdm: 'ENABLED' | 'DISABLED'): World {
  const world = worldOfSenders({ sound: 2, keyless: 2 });
  world.region.account.VdmAttributes = { VdmEnabled: vdm };
  world.region.sends = { 'keyless1.example': Array.from({ length: 14 }, () => 5000), 'sound0.example': [70] };
  return world;
}

it('the four domains of Route 53 are one provider', async () => {
  const of = async (records: readonly string[]): Promise<string | null> =>
    await dnsProviderOf(
      { resolve: async () => ({ exists: true, records, ttl: 60, chain: [] }) } as unknown as DnsProbe,
      'mail.example.com',
    );
  expect(await of(['ns-9.awsdns-01.co.uk.', 'ns-7.awsdns-12.com.'])).toBe('Amazon Route 53');
  expect(await of(['Ada.NS.cloudflare.com', 'bob.ns.cloudflare.com'])).toBe('cloudflare.com');
  expect(await of([])).toBeNull();
});

describe('causes by the mail at stake', () => {
  it('name first who sends most, where sends are counted', async () => {
    const { stdout, lab } = await surveyIn(worldWith('ENABLED'), ['--format', 'ndjson']);
    const lines = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { type: string });
    const sends = Object.fromEntries(
      (lines as unknown as IdentityLine[])
        .filter(({ identity }) => identity)
        .map((one) => [one.identity, one.sends]),
    );
    // What has no figures is not zero.
    expect(sends).toEqual({
      ...{ 'keyless0.example': null, 'keyless1.example': 5000, 'sound0.example': 5, 'sound1.example': null },
    });
    const { causes } = lines.at(-1) as unknown as SurveyReport;
    expect(causes[0]).toMatchObject({ code: 'dkim/record-missing', count: 2, sends: 5000 });
    expect(causes[0]?.examples.map(({ identity }) => identity)).toEqual([
      'keyless1.example',
      'keyless0.example',
    ]);
    // All of them together, and each by mailbox provider.
    const asked = lab.aws.calls.filter(({ op }) => op === 'BatchGetMetricData');
    expect(asked.length).toBeLessThanOrEqual(3 + 4);
  });

  it('are told by count where nobody counts sends', async () => {
    const { stdout, lab } = await surveyIn(worldWith('DISABLED'), ['--json']);
    const [cause] = (JSON.parse(stdout) as SurveyReport).causes;
    expect(cause).toMatchObject({ count: 2, sends: null });
    expect(lab.aws.calls.some(({ op }) => op === 'BatchGetMetricData')).toBe(false);
  });

  it('do not wait for sends that may not be counted', async () => {
    const world = worldWith('ENABLED');
    world.aws.faults.push({ op: 'BatchGetMetricData', kind: 'deny' });
    const { stdout } = await surveyIn(world, ['--json']);
    const { totals, causes } = JSON.parse(stdout) as SurveyReport;
    expect(totals).toMatchObject({ lookedAt: 4, notLookedAt: 0 });
    expect(causes[0]).toMatchObject({ count: 2, sends: null });
  });

  it('say whose name servers hold the zones that lack records', async () => {
    const { stdout } = await surveyIn(worldWith('DISABLED'), ['--json']);
    const [cause] = (JSON.parse(stdout) as SurveyReport).causes;
    expect(cause?.groups[0]).toEqual({ by: 'provider', name: 'dns-host.net', count: 2 });
    const text = await surveyIn(worldWith('DISABLED'), []);
    expect(text.stdout).toContain('Together: 2 on the name servers of dns-host.net');
  });
});
