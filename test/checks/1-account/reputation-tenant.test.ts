import check from '../../../checks/1-account/reputation-tenant.ts';
import type { PausedEntity } from '../../../src/facts/tenants.ts';
import {
  answered,
  candidateOf,
  healthySet,
  symptomOf,
  unansweredWith,
  whyOf,
} from '../../support/account.ts';
import { describeCheck } from '../../support/describe-check.ts';
import { targetWith } from '../../support/target.ts';

const region = 'eu-west-1';
const pages = (...items: readonly PausedEntity[]) => answered({ items, complete: true, because: null });
const shop: PausedEntity = { kind: 'tenant', name: 'shop', cause: 'High bounce rate', by: 'aws' };
const asked = { target: targetWith({ tenant: 'shop', identities: ['mail.example.com'] }) };
const noTenant = unansweredWith(
  whyOf('not-asked', '--tenant was not given', { detail: { flag: '--tenant' } }),
);
const owners = (...items: readonly string[]) =>
  answered([{ subject: 'example.com', answer: answered({ items, complete: true, because: null }) }]);
const sets = [{ name: 'events', why: 'named', settings: answered(healthySet) }] as const;

describeCheck(check, {
  healthy: {
    target: targetWith({ tenant: 'shop' }),
    configurationSetsInForce: [],
    tenant: answered({ name: 'shop', sendingStatus: 'REINSTATED', arn: null }),
    pausedEntities: pages(),
    tenantNearby: answered(null),
    toldTenants: answered([]),
    firstTenant: unansweredWith(whyOf('not-asked', '--tenant names the tenant')),
    tenantsOfSenders: unansweredWith(whyOf('not-asked', '--tenant names the tenant')),
  },
  finds: {
    'a tenant that the sender belongs to': {
      given: {
        target: targetWith({ identities: ['example.com'] }),
        tenant: noTenant,
        pausedEntities: pages(shop, { ...shop, name: 'blog' }),
        tenantsOfSenders: owners('shop'),
      },
      found: [
        {
          problem: 'reputation/tenant-paused',
          subject: 'example.com',
          data: {
            region,
            what: 'the tenant shop',
            cause: 'High bounce rate',
            by: 'aws',
            others: 1,
            sender: 'example.com',
          },
        },
      ],
    },
    'a tenant that the sender belongs to, and SES refused a send for it': {
      given: {
        target: targetWith({
          identities: ['example.com'],
          symptom: symptomOf([candidateOf('reputation/tenant-paused')]),
        }),
        tenant: noTenant,
        pausedEntities: pages(shop),
        tenantsOfSenders: owners('shop'),
      },
      found: [
        {
          problem: 'reputation/tenant-paused',
          subject: 'example.com',
          data: {
            ...{ region, what: 'the tenant shop', cause: 'High bounce rate', by: 'aws', others: 0 },
            ...{ sender: 'example.com', told: true },
          },
        },
      ],
    },
    'the tenant asked about': {
      given: {
        ...asked,
        tenant: answered({ name: 'shop', sendingStatus: 'DISABLED', arn: null }),
        pausedEntities: pages(shop, { ...shop, name: 'blog' }),
      },
      found: [
        {
          problem: 'reputation/tenant-paused',
          data: { region, what: 'the tenant shop', cause: 'High bounce rate', by: 'aws', others: 1 },
        },
      ],
    },
    'the tenant asked about, while the list of paused ones was refused': {
      given: {
        ...asked,
        tenant: answered({ name: 'shop', sendingStatus: 'DISABLED', arn: null }),
        pausedEntities: unansweredWith(whyOf('access-denied')),
      },
      found: [
        {
          problem: 'reputation/tenant-paused',
          data: { region, what: 'the tenant shop', cause: null, by: 'unknown', others: 0 },
        },
      ],
    },
    'the domain above the sender, and its configuration set': {
      given: {
        ...asked,
        configurationSetsInForce: sets,
        pausedEntities: pages(
          { kind: 'identity', name: 'example.com', cause: null, by: 'you' },
          { kind: 'configuration-set', name: 'events', cause: null, by: 'unknown' },
        ),
      },
      found: [
        {
          problem: 'reputation/tenant-paused',
          subject: 'example.com',
          data: { region, what: 'the identity example.com', cause: null, by: 'you', others: 0 },
        },
        {
          problem: 'reputation/tenant-paused',
          data: { region, what: 'the configuration set events', cause: null, by: 'unknown', others: 0 },
        },
      ],
    },
    'other tenants, which are only counted': {
      given: {
        target: targetWith(),
        tenant: noTenant,
        pausedEntities: pages(shop, { ...shop, name: 'blog' }),
      },
      found: [
        {
          problem: 'reputation/tenant-paused',
          data: { region, what: null, cause: null, by: 'unknown', others: 2 },
        },
      ],
    },
    'a tenant that does not exist': {
      given: { ...asked, tenant: answered(null) },
      found: [{ problem: 'reputation/tenant-not-found', data: { region, tenant: 'shop' } }],
    },
    'a tenant that is there in another case': {
      given: { ...asked, tenant: answered(null), tenantNearby: answered('Shop') },
      found: [{ problem: 'reputation/tenant-not-found', data: { region, tenant: 'shop', near: 'Shop' } }],
    },
  },
  silent: {
    'no tenant named and none paused': { target: targetWith(), tenant: noTenant },
    'a tenant that could not be read': { ...asked, tenant: unansweredWith(whyOf('throttled')) },
    'an identity that nobody asked about': {
      pausedEntities: pages({ kind: 'identity', name: 'example.net', cause: null, by: 'you' }),
    },
  },
  reads: [candidateOf('reputation/tenant-paused', null, { data: { tenant: 'shop' } })],
});
