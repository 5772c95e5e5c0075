import check from '../../../checks/3-delivery/sending-ip-dedicated.ts';
import type { DedicatedIp } from '../../../src/facts/dedicated-ips.ts';
import { describeCheck } from '../../support/describe-check.ts';
import { targetWith } from '../../support/target.ts';

const warm: DedicatedIp = { ip: '192.0.2.99', pool: 'bulk', warmup: 'done', warmupPercent: 100 };
const pages = (...items: DedicatedIp[]) => ({
  ok: true as const,
  value: { items, complete: true, because: null },
});
const why = {
  reason: 'access-denied' as const,
  message: 'these credentials are not allowed to call ses:GetDedicatedIps',
  question: 'ses:GetDedicatedIps',
  action: 'ses:GetDedicatedIps',
  region: null,
  detail: {},
};
const listing = { ip: warm.ip, list: 'spamhaus', description: 'SBL', since: '2026-11-01T00:00:00.000Z' };

describeCheck(check, {
  healthy: { target: targetWith(), dedicatedIps: pages(warm), blacklistReports: { ok: true, value: [] } },
  finds: {
    'an IP in warm-up': {
      given: {
        dedicatedIps: pages(warm, { ...warm, ip: '192.0.2.1', warmup: 'in-progress', warmupPercent: 40 }),
      },
      found: [
        {
          problem: 'sending-ip/warming-up',
          subject: '192.0.2.1',
          data: { region: 'eu-west-1', ip: '192.0.2.1', pool: 'bulk', percent: 40 },
        },
      ],
    },
    'a listing that Amazon reports': {
      given: { blacklistReports: { ok: true, value: [listing, { ...listing, list: 'other', since: null }] } },
      found: [
        {
          problem: 'sending-ip/reported-by-aws',
          subject: warm.ip,
          data: { ip: warm.ip, listings: [listing, { ...listing, list: 'other', since: null }] },
        },
      ],
    },
    'a listing that Amazon reports, on a list that few act on': {
      given: { blacklistReports: { ok: true, value: [{ ...listing, list: 'UCEPROTECT-Level3' }] } },
      found: [
        {
          problem: 'sending-ip/reported-by-aws',
          subject: warm.ip,
          data: { ip: warm.ip, listings: [{ ...listing, list: 'UCEPROTECT-Level3' }] },
        },
      ],
    },
  },
  silent: {
    'the dashboard is off: nobody was asked': { blacklistReports: { ok: true, value: null } },
    'an address to which warm-up does not apply': {
      dedicatedIps: pages({ ...warm, warmup: 'not-applicable', warmupPercent: 0 }),
    },
  },
  verdicts: {
    'no dedicated IPs': {
      given: { dedicatedIps: pages() },
      verdict: { notApplicable: 'the account has no dedicated IPs in this Region' },
    },
    'warm, but their listings may not be read: no tick': {
      given: { blacklistReports: { ok: false, why } },
      verdict: { notApplicable: `whether they are on a list is not known: ${why.message}`, missed: [] },
    },
    'not permitted to list them: nothing is claimed': {
      given: { dedicatedIps: { ok: false, why } },
      verdict: { notApplicable: `the dedicated IPs are not known: ${why.message}` },
    },
  },
});
