import check from '../../../checks/2-client/send-tenant.ts';
import { answered, candidateOf, healthySet, unansweredWith, whyOf } from '../../support/account.ts';
import { describeCheck } from '../../support/describe-check.ts';
import { targetWith } from '../../support/target.ts';

const prefix = 'arn:aws:ses:eu-west-1:111122223333';
const tenant = { name: 'acme', sendingStatus: 'ENABLED', arn: `${prefix}:tenant/acme/tn-1` };
const resources = (...names: readonly string[]) =>
  answered({ arns: names.map((name) => `${prefix}:${name}`), complete: true });
const sets = [{ name: 'events', why: 'named', settings: answered(healthySet) }] as const;
const healthy = {
  tenant,
  target: targetWith({
    tenant: 'acme',
    identities: ['news@mail.example.com'],
    template: { kind: 'stored', name: 'welcome' },
  }),
  configurationSetsInForce: sets,
  tenantResources: resources('identity/example.com', 'configuration-set/events', 'template/welcome'),
};
const region = 'eu-west-1';
const base = { region, tenant: 'acme' };

describeCheck(check, {
  healthy,
  finds: {
    'a sender that belongs to no tenant': {
      given: {
        ...healthy,
        tenantResources: resources('identity/other.example', 'configuration-set/events', 'template/welcome'),
      },
      found: [
        {
          problem: 'send/tenant',
          subject: 'news@mail.example.com',
          data: {
            ...base,
            kind: 'identity',
            name: 'news@mail.example.com',
            arn: `${prefix}:identity/news@mail.example.com`,
            others: ['other.example'],
          },
        },
      ],
    },
    'a configuration set and a template that were forgotten': {
      given: { ...healthy, tenantResources: resources('identity/news@mail.example.com') },
      found: [
        {
          problem: 'send/tenant',
          subject: 'events',
          data: {
            ...base,
            kind: 'configuration set',
            name: 'events',
            arn: `${prefix}:configuration-set/events`,
            others: [],
          },
        },
        {
          problem: 'send/tenant',
          subject: 'welcome',
          data: { ...base, kind: 'template', name: 'welcome', arn: `${prefix}:template/welcome`, others: [] },
        },
      ],
    },
    'a configuration set in another case': {
      given: {
        ...healthy,
        tenantResources: resources('identity/EXAMPLE.com', 'configuration-set/Events', 'template/welcome'),
      },
      found: [
        {
          problem: 'send/tenant',
          subject: 'events',
          data: {
            ...base,
            kind: 'configuration set',
            name: 'events',
            arn: `${prefix}:configuration-set/events`,
            others: ['Events'],
          },
        },
      ],
    },
    'an account that no ARN names': {
      given: {
        ...healthy,
        tenant: { ...tenant, arn: null },
        configurationSetsInForce: [],
        target: targetWith({ tenant: 'acme', identities: ['example.com'] }),
        tenantResources: resources(),
      },
      found: [
        {
          problem: 'send/tenant',
          subject: 'example.com',
          data: { ...base, kind: 'identity', name: 'example.com', arn: null, others: [] },
        },
      ],
    },
  },
  silent: {},
  verdicts: {
    'a tenant that does not exist': {
      given: { ...healthy, tenant: null, tenantResources: unansweredWith(whyOf('prerequisite', 'x')) },
      verdict: { notApplicable: 'the tenant does not exist' },
    },
    'a list that was cut off before the sender is no proof': {
      given: {
        tenantResources: answered({
          arns: [`${prefix}:configuration-set/events`, `${prefix}:template/welcome`],
          complete: false,
        }),
      },
      verdict: [
        {
          unanswered: {
            reason: 'interrupted',
            message: 'the list of associations was cut off',
            question: 'ses:ListTenantResources',
            action: null,
            region: null,
            detail: {},
          },
          counts: true,
        },
      ],
    },
  },
  reads: [candidateOf('send/tenant')],
});
