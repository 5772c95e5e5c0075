import access from './1-account/access.ts';
import accessEndpoint from './1-account/access-endpoint.ts';
import sandbox from './1-account/sandbox.ts';
import sandboxRecipient from './1-account/sandbox-recipient.ts';
import sending from './1-account/sending.ts';
import quota from './1-account/quota.ts';
import reputation from './1-account/reputation.ts';
import reputationTrend from './1-account/reputation-trend.ts';
import reputationFeedback from './1-account/reputation-feedback.ts';
import reputationTenant from './1-account/reputation-tenant.ts';
import reputationAdvice from './1-account/reputation-advice.ts';
import identity from './1-account/identity.ts';
import identityElsewhere from './1-account/identity-elsewhere.ts';
import identityOverride from './1-account/identity-override.ts';
import identityPolicy from './1-account/identity-policy.ts';
import identityHeaders from './1-account/identity-headers.ts';
import identityList from './1-account/identity-list.ts';
import configurationSet from './1-account/configuration-set.ts';
import configurationSetPool from './1-account/configuration-set-pool.ts';
import configurationSetTracking from './1-account/configuration-set-tracking.ts';
import send from './2-client/send.ts';
import smtp from './2-client/smtp.ts';
import smtpTls from './2-client/smtp-tls.ts';
import smtpCertificate from './2-client/smtp-certificate.ts';
import smtpCredentials from './2-client/smtp-credentials.ts';
import smtpCredentialsAccepted from './2-client/smtp-credentials-accepted.ts';
import template from './2-client/template.ts';
import templateData from './2-client/template-data.ts';
import templateFailures from './2-client/template-failures.ts';
import events from './3-delivery/events.ts';
import eventsIdentity from './3-delivery/events-identity.ts';
import eventsTopics from './3-delivery/events-topics.ts';
import dkim from './4-inbox/dkim.ts';
import dkimKey from './4-inbox/dkim-key.ts';
import dkimRecords from './4-inbox/dkim-records.ts';
import recipient from './3-delivery/recipient.ts';
import suppression from './3-delivery/suppression.ts';
import suppressionSettings from './3-delivery/suppression-settings.ts';
import sendingIp from './3-delivery/sending-ip.ts';
import sendingIpDedicated from './3-delivery/sending-ip-dedicated.ts';
import sendingIpName from './3-delivery/sending-ip-name.ts';
import messageTrace from './3-delivery/message-trace.ts';
import mailFrom from './4-inbox/mail-from.ts';
import mailFromRecords from './4-inbox/mail-from-records.ts';
import spf from './4-inbox/spf.ts';
import spfFromDomain from './4-inbox/spf-from-domain.ts';
import dmarc from './4-inbox/dmarc.ts';
import alignment from './4-inbox/alignment.ts';
import bounce from './3-delivery/bounce.ts';
import message from './4-inbox/message.ts';
import messageContent from './4-inbox/message-content.ts';
import messageDkim from './4-inbox/message-dkim.ts';
import messageUnsubscribe from './4-inbox/message-unsubscribe.ts';
import messageVerdict from './4-inbox/message-verdict.ts';
import type { Stage } from '../src/check.ts';

/** The checklist. This order is the order of the report; folder numbers follow it. */
export const checklist: readonly Stage[] = [
  {
    id: 'account',
    question: 'Is the SES account able to send?',
    checks: [
      access,
      accessEndpoint,
      sandbox,
      sandboxRecipient,
      sending,
      quota,
      reputation,
      reputationTrend,
      reputationFeedback,
      reputationTenant,
      reputationAdvice,
      identity,
      identityElsewhere,
      identityOverride,
      identityPolicy,
      identityHeaders,
      identityList,
      configurationSet,
      configurationSetPool,
      configurationSetTracking,
    ],
  },
  {
    id: 'client',
    question: 'Does the mail reach SES?',
    checks: [
      send,
      smtp,
      smtpTls,
      smtpCertificate,
      smtpCredentials,
      smtpCredentialsAccepted,
      template,
      templateData,
      templateFailures,
    ],
  },
  {
    id: 'delivery',
    question: "Does SES get it to the recipient's domain?",
    checks: [
      events,
      eventsIdentity,
      eventsTopics,
      suppression,
      suppressionSettings,
      bounce,
      recipient,
      sendingIp,
      sendingIpDedicated,
      sendingIpName,
      messageTrace,
    ],
  },
  {
    id: 'inbox',
    question: 'Does the receiver trust it?',
    checks: [
      dkim,
      dkimRecords,
      dkimKey,
      mailFrom,
      mailFromRecords,
      spf,
      spfFromDomain,
      dmarc,
      alignment,
      messageDkim,
      message,
      messageVerdict,
      messageUnsubscribe,
      messageContent,
    ],
  },
];
