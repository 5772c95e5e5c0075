import check from '../../../checks/1-account/identity-override.ts';
import { answered, healthyAddress, healthyIdentity, unansweredWith, whyOf } from '../../support/account.ts';
import { describeCheck } from '../../support/describe-check.ts';
import { targetWith } from '../../support/target.ts';

const name = healthyAddress.name;
const mailFrom = {
  domain: 'bounce.example.com',
  status: 'SUCCESS',
  behaviorOnMxFailure: 'USE_DEFAULT_VALUE',
} as const;
const domain = { ...healthyIdentity, mailFrom, configurationSet: 'events' };

describeCheck(check, {
  subject: name,
  healthy: { target: targetWith(), covering: healthyAddress, domainIdentity: answered(healthyIdentity) },
  finds: {
    'an address that leaves unsigned, without the MAIL FROM and the set of its domain': {
      given: {
        covering: { ...healthyAddress, dkim: { ...healthyAddress.dkim, signing: false } },
        domainIdentity: answered(domain),
      },
      found: [
        {
          problem: 'identity/address-overrides-domain',
          data: {
            region: 'eu-west-1',
            name,
            domain: 'example.com',
            differences: [
              { what: 'DKIM signing', address: 'off', domain: 'on' },
              { what: 'MAIL FROM domain', address: 'none', domain: 'bounce.example.com' },
              { what: 'default configuration set', address: 'none', domain: 'events' },
            ],
          },
        },
      ],
    },
    'an address with a MAIL FROM and a set that its domain has not': {
      given: {
        covering: { ...healthyAddress, mailFrom, configurationSet: 'events' },
        domainIdentity: answered(healthyIdentity),
      },
      found: [
        {
          problem: 'identity/address-overrides-domain',
          data: {
            region: 'eu-west-1',
            name,
            domain: 'example.com',
            differences: [
              { what: 'MAIL FROM domain', address: 'bounce.example.com', domain: 'none' },
              { what: 'default configuration set', address: 'events', domain: 'none' },
            ],
          },
        },
      ],
    },
    'an address that signs where its domain does not': {
      given: {
        domainIdentity: answered({
          ...healthyIdentity,
          dkim: { ...healthyIdentity.dkim, status: 'PENDING' },
        }),
      },
      found: [
        {
          problem: 'identity/address-overrides-domain',
          data: {
            region: 'eu-west-1',
            name,
            domain: 'example.com',
            differences: [{ what: 'DKIM signing', address: 'on', domain: 'off' }],
          },
        },
      ],
    },
  },
  silent: {
    'an address with the settings of its domain, each of them set': {
      covering: { ...healthyAddress, mailFrom, configurationSet: 'events' },
      domainIdentity: answered(domain),
    },
    'a domain that is not verified has nothing to hide': {
      domainIdentity: answered({ ...domain, verificationStatus: 'PENDING', verifiedForSending: false }),
    },
    'no domain identity at all': { domainIdentity: unansweredWith(whyOf('prerequisite')) },
  },
  verdicts: {
    'makes no sense for a domain': {
      given: { covering: healthyIdentity },
      verdict: { notApplicable: 'the sender is not an address identity' },
    },
  },
});
