import check from '../../../checks/1-account/configuration-set-pool.ts';
import type { PoolState } from '../../../src/facts/configuration-set-pools.ts';
import { answered, unansweredWith, whyOf } from '../../support/account.ts';
import { describeCheck } from '../../support/describe-check.ts';
import { targetWith } from '../../support/target.ts';

const sets = ['events'];
const pool = (state: PoolState) => ({
  configurationSetPools: [{ pool: 'campaigns', sets, state: answered(state) }],
});
const why = whyOf('throttled');

describeCheck(check, {
  healthy: { target: targetWith(), ...pool({ kind: 'standard', ips: 2 }) },
  finds: {
    'a standard pool without addresses': {
      given: pool({ kind: 'standard', ips: 0 }),
      found: [
        {
          problem: 'configuration-set/pool-empty',
          data: { region: 'eu-west-1', pool: 'campaigns', sets, missing: false },
        },
      ],
    },
    'a pool that is gone': {
      given: pool({ kind: 'missing' }),
      found: [
        {
          problem: 'configuration-set/pool-empty',
          data: { region: 'eu-west-1', pool: 'campaigns', sets, missing: true },
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
    'makes no sense without a pool': {
      given: { configurationSetPools: [] },
      verdict: { notApplicable: 'no configuration set in use names a dedicated IP pool' },
    },
  },
});
