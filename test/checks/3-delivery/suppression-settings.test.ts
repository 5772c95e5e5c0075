import check from '../../../checks/3-delivery/suppression-settings.ts';
import type { Account } from '../../../src/facts/account.ts';
import type { SetInForce } from '../../../src/facts/configuration-set/configuration-set.ts';
import type { ConfigurationSet } from '../../../src/facts/configuration-set/reply.ts';
import type { SuppressionLayers } from '../../../src/facts/suppression.ts';
import { describeCheck } from '../../support/describe-check.ts';
import { targetWith } from '../../support/target.ts';

const account: Account = {
  productionAccess: true,
  sendingEnabled: true,
  enforcement: 'HEALTHY',
  quota: { max24Hour: 50_000, maxPerSecond: 14, sentLast24Hours: 100 },
  review: null,
  mailType: null,
  suppressedReasons: ['BOUNCE', 'COMPLAINT'],
  validation: null,
  vdm: false,
  optimizedSharedDelivery: false,
  dedicatedIpAutoWarmup: false,
};
const settings: ConfigurationSet = {
  name: 'campaigns',
  sendingEnabled: true,
  delivery: { tlsRequired: false, pool: null, maxDeliverySeconds: null },
  reputationMetrics: true,
  suppression: { reasons: null, scope: 'ACCOUNT', validation: null },
  tracking: null,
  vdm: { engagementMetrics: null, optimizedSharedDelivery: null },
  archiving: false,
};
const set = (suppression: Partial<ConfigurationSet['suppression']>): readonly SetInForce[] => [
  {
    name: 'campaigns',
    why: 'named',
    settings: { ok: true, value: { ...settings, suppression: { ...settings.suppression, ...suppression } } },
  },
];
type Reasons = readonly ('BOUNCE' | 'COMPLAINT')[];
const layers = (
  accountReasons: Reasons,
  reasons: Reasons,
  more: { scope?: 'ACCOUNT' | 'TENANT'; overrides?: boolean } = {},
): SuppressionLayers => ({
  accountReasons,
  layers: [{ ok: true, value: { set: 'campaigns', scope: 'ACCOUNT', reasons, overrides: true, ...more } }],
});
const region = 'eu-west-1';

describeCheck(check, {
  healthy: {
    target: targetWith(),
    account,
    sets: set({}),
    layers: layers(['BOUNCE', 'COMPLAINT'], ['BOUNCE', 'COMPLAINT'], { overrides: false }),
  },

  finds: {
    'no reason anywhere': {
      given: { layers: layers([], [], { overrides: false }) },
      found: [{ problem: 'suppression/disabled', data: { region } }],
    },
    'a set that suppresses less than the account': {
      given: { layers: layers(['BOUNCE', 'COMPLAINT'], ['BOUNCE']) },
      found: [
        {
          problem: 'suppression/override',
          subject: 'campaigns',
          data: { region, set: 'campaigns', reasons: ['BOUNCE'], accountReasons: ['BOUNCE', 'COMPLAINT'] },
        },
      ],
    },
    'a set that suppresses nothing in place of what the account does': {
      given: { layers: layers(['BOUNCE', 'COMPLAINT'], []) },
      found: [
        {
          problem: 'suppression/override',
          subject: 'campaigns',
          data: { region, set: 'campaigns', reasons: [], accountReasons: ['BOUNCE', 'COMPLAINT'] },
        },
      ],
    },
    'a set that suppresses more than the account': {
      given: { layers: layers(['BOUNCE'], ['BOUNCE', 'COMPLAINT']) },
      found: [
        {
          problem: 'suppression/override',
          subject: 'campaigns',
          data: { region, set: 'campaigns', reasons: ['BOUNCE', 'COMPLAINT'], accountReasons: ['BOUNCE'] },
        },
      ],
    },
    'Auto Validation for the account and for a set': {
      given: {
        account: { ...account, validation: { enabled: true, threshold: 'HIGH' } },
        sets: set({ validation: { enabled: true, threshold: null } }),
      },
      found: [
        {
          problem: 'suppression/validation-active',
          data: { region, where: 'the account', threshold: 'HIGH' },
        },
        {
          problem: 'suppression/validation-active',
          data: { region, where: 'the configuration set campaigns', threshold: null },
        },
      ],
    },
  },

  silent: {
    'a set with the same reasons in another order': {
      layers: layers(['BOUNCE', 'COMPLAINT'], ['COMPLAINT', 'BOUNCE']),
    },
    'a list of the tenant in place of the account’s': { layers: layers([], [], { scope: 'TENANT' }) },
    'Auto Validation that was switched off again': {
      account: { ...account, validation: { enabled: false, threshold: null } },
    },
  },
});
