import check from '../../../checks/1-account/configuration-set-pool.ts';
import type { PoolState } from '../../../src/facts/configuration-set/pools.ts';
import type { ConfigurationSet } from '../../../src/facts/configuration-set/reply.ts';
import type { SetInForce } from '../../../src/facts/configuration-set/configuration-set.ts';
import { answered, healthySet, unansweredWith, whyOf } from '../../support/account.ts';
import { describeCheck } from '../../support/describe-check.ts';
import { targetWith } from '../../support/target.ts';

const sets = ['events'];
const pool = (state: PoolState) => ({
  configurationSetPools: [{ pool: 'campaigns', sets, state: answered(state) }],
});
const why = whyOf('throttled');

const inForce = (
  delivery: Partial<ConfigurationSet['delivery']>,
): { configurationSetsInForce: readonly SetInForce[] } => ({
  configurationSetsInForce: [
    {
      name: 'events',
      why: 'named',
      settings: answered({
        ...healthySet,
        delivery: { ...healthySet.delivery, pool: 'campaigns', ...delivery },
      }),
    },
  ],
});
const keep = { events: { tlsRequired: false, maxDeliverySeconds: null } };

describeCheck(check, {
  healthy: { target: targetWith(), ...inForce({}), ...pool({ kind: 'standard', ips: 2 }) },
  finds: {
    'a standard pool without addresses': {
      given: pool({ kind: 'standard', ips: 0 }),
      found: [
        {
          problem: 'configuration-set/pool-empty',
          data: { region: 'eu-west-1', pool: 'campaigns', sets, keep, missing: false },
        },
      ],
    },
    'an empty pool of a set with delivery options of its own, which the command has to keep': {
      given: {
        ...pool({ kind: 'standard', ips: 0 }),
        ...inForce({ tlsRequired: true, maxDeliverySeconds: 7200 }),
      },
      found: [
        {
          problem: 'configuration-set/pool-empty',
          data: {
            region: 'eu-west-1',
            pool: 'campaigns',
            sets,
            keep: { events: { tlsRequired: true, maxDeliverySeconds: 7200 } },
            missing: false,
          },
        },
      ],
    },
    'a pool that is gone': {
      given: pool({ kind: 'missing' }),
      found: [
        {
          problem: 'configuration-set/pool-empty',
          data: { region: 'eu-west-1', pool: 'campaigns', sets, keep, missing: true },
        },
      ],
    },
  },
  silent: { 'a managed pool, which gets its addresses after days': pool({ kind: 'managed' }) },
  verdicts: {
    'a pool that could not be read is not taken for empty': {
      given: { configurationSetPools: [{ pool: 'campaigns', sets, state: unansweredWith(why) }] },
      verdict: [{ unanswered: why, counts: true }],
    },
    'a set that could not be read may name a pool': {
      given: {
        configurationSetsInForce: [{ name: 'events', why: 'named', settings: unansweredWith(why) }],
        configurationSetPools: [],
      },
      verdict: [{ unanswered: why, counts: true }],
    },
    'makes no sense without a pool': {
      given: { configurationSetPools: [] },
      verdict: { notApplicable: 'no configuration set in use names a dedicated IP pool' },
    },
  },
});
