import check from '../../../checks/2-client/send-global-endpoint.ts';
import type { GlobalEndpoint, OtherSide } from '../../../src/facts/global-endpoints.ts';
import { answered, healthyAccount, unansweredWith, whyOf } from '../../support/account.ts';
import { describeCheck } from '../../support/describe-check.ts';
import { targetWith } from '../../support/target.ts';

const endpoint: GlobalEndpoint = {
  name: 'two',
  id: 'abc.123',
  status: 'READY',
  regions: ['eu-west-1', 'eu-central-1'],
};
const endpoints = (...items: readonly GlobalEndpoint[]) => ({
  globalEndpoints: answered({ items, complete: true, because: null }),
});
const there = {
  productionAccess: true,
  sendingEnabled: true,
  max24Hour: 50_000,
  suppressedReasons: healthyAccount.suppressedReasons,
} as const;
const equal: OtherSide = {
  endpoint: 'two',
  region: 'eu-central-1',
  account: answered(there),
  identity: answered('verified'),
  set: { name: 'news', exists: answered(true) },
  template: { name: 'welcome', exists: answered(true) },
};
const side = (more: Partial<OtherSide>) => ({ otherSides: answered([{ ...equal, ...more }]) });
const lacks = (what: string, expected: string, actual: string, source: string) => ({
  problem: 'send/global-endpoint-unequal' as const,
  data: {
    region: 'eu-central-1',
    endpoint: 'two',
    lacks: [{ what, expected, actual, source }],
    named: false,
  },
  subject: 'two',
});
const denied = whyOf('access-denied');

describeCheck(check, {
  subject: 'example.com',
  healthy: { target: targetWith(), account: answered(healthyAccount), ...endpoints(endpoint), ...side({}) },
  finds: {
    'an endpoint that is not there': {
      given: { target: targetWith({ endpointId: 'xyz.9' }) },
      found: [
        {
          problem: 'send/global-endpoint-absent',
          data: { region: 'eu-west-1', endpoint: 'xyz.9', known: ['abc.123'] },
          subject: 'xyz.9',
        },
      ],
    },
    'a difference of an endpoint that the run is about': {
      given: { target: targetWith({ endpointId: 'abc.123' }), ...side({ identity: answered('absent') }) },
      found: [
        {
          ...lacks('identity of example.com', 'verified', 'absent', 'ses:GetEmailIdentity'),
          data: {
            ...lacks('identity of example.com', 'verified', 'absent', 'ses:GetEmailIdentity').data,
            named: true,
          },
        },
      ],
    },
    'other reasons to suppress': {
      given: side({ account: answered({ ...there, suppressedReasons: [] }) }),
      found: [
        {
          problem: 'send/global-endpoint-suppression',
          data: {
            region: 'eu-central-1',
            endpoint: 'two',
            here: [...healthyAccount.suppressedReasons].sort(),
            there: [],
          },
          subject: 'two',
        },
      ],
    },
    'an endpoint that failed': {
      given: endpoints({ ...endpoint, status: 'FAILED' }),
      found: [
        {
          problem: 'send/global-endpoint-status',
          data: { region: 'eu-west-1', endpoint: 'two', status: 'FAILED', named: false },
          subject: 'two',
        },
      ],
    },
    'an endpoint that is being created': {
      given: endpoints({ ...endpoint, status: 'CREATING' }),
      found: [
        {
          problem: 'send/global-endpoint-status',
          data: { region: 'eu-west-1', endpoint: 'two', status: 'CREATING', named: false },
          subject: 'two',
        },
      ],
    },
    'the identity is not there': {
      given: side({ identity: answered('absent') }),
      found: [lacks('identity of example.com', 'verified', 'absent', 'ses:GetEmailIdentity')],
    },
    'the configuration set is not there': {
      given: side({ set: { name: 'news', exists: answered(false) } }),
      found: [lacks('configuration set news', 'to exist', 'absent', 'ses:GetConfigurationSet')],
    },
    'the template is not there': {
      given: side({ template: { name: 'welcome', exists: answered(false) } }),
      found: [lacks('template welcome', 'to exist', 'absent', 'ses:GetEmailTemplate')],
    },
    'the sandbox there': {
      given: side({ account: answered({ ...there, productionAccess: false }) }),
      found: [lacks('production access', 'granted', 'in the sandbox', 'ses:GetAccount')],
    },
    'sending is off there': {
      given: side({ account: answered({ ...there, sendingEnabled: false }) }),
      found: [lacks('sending', 'enabled', 'disabled', 'ses:GetAccount')],
    },
    'a quota that is less than half of what is sent': {
      given: side({ account: answered({ ...there, max24Hour: 200 }) }),
      found: [lacks('daily quota', '600, half of what was sent in 24 hours', '200', 'ses:GetAccount')],
    },
  },
  verdicts: {
    'no global endpoint': {
      given: { ...endpoints(), otherSides: answered([]) },
      verdict: { notApplicable: 'there is no global endpoint in this Region' },
    },
    'the other Region may not be asked': {
      given: side({ identity: unansweredWith(denied) }),
      verdict: {
        notApplicable: `the other Region could not be looked at: ${denied.message}`,
        missed: [{ unanswered: denied, counts: false }],
      },
    },
  },
});
