import access from './1-account/access.ts';
import accessDns from './1-account/access-dns.ts';
import accessEndpoint from './1-account/access-endpoint.ts';
import sandbox from './1-account/sandbox.ts';
import sandboxRecipient from './1-account/sandbox-recipient.ts';
import sending from './1-account/sending.ts';
import quota from './1-account/quota.ts';
import reputation from './1-account/reputation.ts';
import reputationTrend from './1-account/reputation-trend.ts';
import reputationReceivers from './1-account/reputation-receivers.ts';
import reputationFeedback from './1-account/reputation-feedback.ts';
import reputationTenant from './1-account/reputation-tenant.ts';
import reputationAdvice from './1-account/reputation-advice.ts';
import identity from './1-account/identity.ts';
import identityElsewhere from './1-account/identity-elsewhere.ts';
import identityOverride from './1-account/identity-override.ts';
import identityPolicy from './1-account/identity-policy.ts';
import identityMail from './1-account/identity-mail.ts';
import identityHeaders from './1-account/identity-headers.ts';
import identityList from './1-account/identity-list.ts';
import configurationSet from './1-account/configuration-set.ts';
import configurationSetPool from './1-account/configuration-set-pool.ts';
import configurationSetTracking from './1-account/configuration-set-tracking.ts';
import type { Stage } from '../src/model/check.ts';

/** Stage 1 of the checklist, in the order of the report. */
export const account: Stage = {
  id: 'account',
  question: 'Is the SES account able to send?',
  checks: [
    access,
    accessEndpoint,
    accessDns,
    sandbox,
    sandboxRecipient,
    sending,
    quota,
    reputation,
    reputationTrend,
    reputationReceivers,
    reputationFeedback,
    reputationTenant,
    reputationAdvice,
    identity,
    identityElsewhere,
    identityOverride,
    identityPolicy,
    identityMail,
    identityHeaders,
    identityList,
    configurationSet,
    configurationSetPool,
    configurationSetTracking,
  ],
};
