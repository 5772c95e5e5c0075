import { expect, it } from 'vitest';
import check from '../../../checks/3-delivery/suppression.ts';
import { notApplicable } from '../../../src/model/check.ts';
import type { DirectListing, Listing, SuppressionLayers } from '../../../src/facts/suppression.ts';
import type { Answer, Why } from '../../../src/model/unavailable.ts';
import { candidate, symptomOf } from '../../support/checks.ts';
import { describeCheck } from '../../support/describe-check.ts';
import { targetWith } from '../../support/target.ts';

const recipient = 'a@example.net';
const region = 'eu-west-1';
const bounced: Listing = { address: recipient, reason: 'BOUNCE', since: '2026-03-01T08:00:00.000Z' };
const complained: Listing = { ...bounced, reason: 'COMPLAINT' };
const ok = <T>(value: T): Answer<T> => ({ ok: true, value });
const denied: Why = {
  reason: 'access-denied',
  message: 'not permitted',
  question: 'ses:GetSuppressedDestination',
  action: 'ses:GetSuppressedDestination',
  region: null,
  detail: {},
};
const direct = (account: Listing | null, tenant?: Listing | null): DirectListing => ({
  account: ok(account),
  tenant: tenant === undefined ? null : ok(tenant),
});
const layersOf = (
  reasons: readonly ('BOUNCE' | 'COMPLAINT')[],
  scope: 'ACCOUNT' | 'TENANT' = 'ACCOUNT',
): Answer<SuppressionLayers> =>
  ok({
    accountReasons: ['BOUNCE', 'COMPLAINT'],
    layers: [ok({ set: scope === 'TENANT' ? 'per-tenant' : null, scope, reasons, overrides: false })],
  });
const searched = (seen: number, complete: boolean, ...items: Listing[]) =>
  ok({ items, complete, because: complete ? null : 'stopped', seen });

const healthy = {
  target: targetWith({ recipients: [recipient] }),
  layers: layersOf(['BOUNCE', 'COMPLAINT']),
  direct: direct(null),
  symptom: null,
  search: searched(120, true),
  importJobs: ok({ items: [], complete: true, because: null }),
  elsewhere: ok([]),
};

describeCheck(check, {
  subject: recipient,
  healthy,

  finds: {
    'a recipient whom the other Region of a global endpoint holds back': {
      given: {
        target: targetWith({ recipients: [recipient], endpointId: 'abc.123' }),
        elsewhere: ok([
          { endpoint: 'two', region: 'us-west-2', listing: ok(bounced), reasons: ok(['BOUNCE']) },
        ]),
      },
      found: [
        {
          problem: 'suppression/other-region',
          data: { region: 'us-west-2', endpoint: 'two', recipient, listing: bounced },
        },
      ],
    },
    'a recipient that was listed when it bounced, and is not now': {
      given: {
        symptom: symptomOf(
          candidate('bounce/suppressed', { subject: recipient, data: { layer: 'account' } }),
        ),
      },
      found: [
        {
          problem: 'suppression/global-not-queryable',
          data: { recipient, search: { seen: 120, complete: true } },
        },
        {
          problem: 'suppression/not-listed-now',
          data: { recipient, search: { seen: 120, complete: true } },
        },
      ],
    },
    'a recipient that bounced': {
      given: { direct: direct(bounced) },
      found: [{ problem: 'suppression/account-list', data: { region, recipient, listing: bounced } }],
    },
    'a recipient on the list, while nobody could read the settings': {
      given: { direct: direct(bounced), layers: { ok: false, why: denied } },
      found: [
        {
          problem: 'suppression/account-list',
          data: { region, recipient, listing: bounced, unread: true },
        },
      ],
    },
    'a recipient that complained': {
      given: { direct: direct(complained) },
      found: [{ problem: 'suppression/account-list', data: { region, recipient, listing: complained } }],
    },
    'a recipient that is listed under another case': {
      given: { search: searched(120, true, { ...bounced, address: 'A@Example.net' }) },
      found: [
        {
          problem: 'suppression/case-variant',
          data: { region, recipient, listing: { ...bounced, address: 'A@Example.net' } },
        },
      ],
    },
    'a recipient on the list of the tenant': {
      given: {
        target: targetWith({ recipients: [recipient], tenant: 'acme' }),
        direct: direct(null, bounced),
        layers: layersOf(['BOUNCE'], 'TENANT'),
      },
      found: [
        { problem: 'suppression/tenant-list', data: { region, recipient, listing: bounced, tenant: 'acme' } },
      ],
    },
    'an entry whose reason is not enforced': {
      given: { direct: direct(complained), layers: layersOf(['BOUNCE']) },
      found: [
        {
          problem: 'suppression/reason-not-enforced',
          data: { region, recipient, listing: complained, enforced: ['BOUNCE'] },
        },
      ],
    },
    'a bounce that names the global list': {
      given: { symptom: symptomOf(candidate('suppression/global-list', { subject: recipient })) },
      found: [
        { problem: 'suppression/global-list', data: { recipient, search: { seen: 120, complete: true } } },
      ],
    },
    'nothing, and the search stopped early': {
      given: { search: searched(10_000, false) },
      found: [
        {
          problem: 'suppression/global-not-queryable',
          data: { recipient, search: { seen: 10_000, complete: false } },
        },
      ],
    },
  },

  verdicts: {
    'a list that may not be asked is neither clear nor listed': {
      given: {
        direct: { account: { ok: false, why: denied }, tenant: null },
        search: searched(10_000, false),
      },
      verdict: [{ unanswered: denied, counts: true }],
    },
    'a refusal for one address stays open, whatever the search of the whole list says': {
      given: { direct: { account: { ok: false, why: denied }, tenant: null } },
      verdict: [{ unanswered: denied, counts: true }],
    },
    'the list of a tenant is not asked for mail that is held against the account’s': {
      given: {
        target: targetWith({ recipients: [recipient], tenant: 'acme' }),
        direct: { account: ok(null), tenant: { ok: false, why: denied } },
      },
      verdict: [
        {
          problem: 'suppression/global-not-queryable',
          data: { recipient, search: { seen: 120, complete: true } },
        },
      ],
    },
    'a configuration set that could not be read leaves the question open': {
      given: { layers: ok({ accountReasons: ['BOUNCE'], layers: [{ ok: false, why: denied }] }) },
      verdict: [{ unanswered: denied, counts: true }],
    },
    'settings that nobody could read leave the question of a clear recipient open': {
      given: { layers: { ok: false, why: denied } },
      verdict: [],
    },
    'a clear recipient refutes what a bounce once said': {
      given: { symptom: symptomOf(candidate('suppression/account-list', { subject: recipient })) },
      verdict: [
        {
          problem: 'suppression/global-not-queryable',
          data: { recipient, search: { seen: 120, complete: true } },
        },
        {
          problem: 'suppression/not-listed-now',
          data: { recipient, search: { seen: 120, complete: true } },
        },
        {
          refutes: 'suppression/account-list',
          subject: recipient,
          because: `${recipient} is on none of your suppression lists now`,
          past: true,
        },
      ],
    },
    'mail that only looks at the list of a tenant is not stopped by the account’s': {
      given: {
        target: targetWith({ recipients: [recipient], tenant: 'acme' }),
        direct: direct(bounced, null),
        layers: layersOf(['BOUNCE'], 'TENANT'),
      },
      verdict: [
        {
          problem: 'suppression/reason-not-enforced',
          data: { region, recipient, listing: bounced, enforced: ['BOUNCE'], passedOver: true },
        },
      ],
    },
    'without --tenant the list of the tenant stays unknown': {
      given: { layers: layersOf(['BOUNCE'], 'TENANT') },
      verdict: [
        {
          unanswered: {
            reason: 'not-named',
            message:
              'mail through the configuration set per-tenant is held against the list of a tenant, and no --tenant says which',
            question: 'the tenant that sends',
            action: null,
            region: null,
            detail: { flag: '--tenant' },
          },
          counts: true,
        },
      ],
    },
    'an entry of the tenant whose reason is not enforced': {
      given: {
        target: targetWith({ recipients: [recipient], tenant: 'acme' }),
        direct: direct(null, complained),
        layers: layersOf(['BOUNCE'], 'TENANT'),
      },
      verdict: [
        {
          problem: 'suppression/reason-not-enforced',
          data: { region, recipient, listing: complained, enforced: ['BOUNCE'] },
        },
      ],
    },
  },

  reads: [candidate('suppression/account-list', { subject: recipient })],
});

it('does not look up a simulator address', () => {
  const given = { ...healthy, target: targetWith() };
  expect(check.evaluate(given, 'bounce@simulator.amazonses.com')).toEqual(
    notApplicable('the mailbox simulator is on no suppression list'),
  );
});
