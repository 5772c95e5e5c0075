import send from './2-client/send.ts';
import sendGlobalEndpoint from './2-client/send-global-endpoint.ts';
import sendPermission from './2-client/send-permission.ts';
import sendTenant from './2-client/send-tenant.ts';
import sendDelegation from './2-client/send-delegation.ts';
import smtp from './2-client/smtp.ts';
import smtpTls from './2-client/smtp-tls.ts';
import smtpCertificate from './2-client/smtp-certificate.ts';
import smtpCredentials from './2-client/smtp-credentials.ts';
import smtpCredentialsAccepted from './2-client/smtp-credentials-accepted.ts';
import template from './2-client/template.ts';
import templateData from './2-client/template-data.ts';
import templateFailures from './2-client/template-failures.ts';
import type { Stage } from '../src/model/check.ts';

/** Stage 2 of the checklist, in the order of the report. */
export const client: Stage = {
  id: 'client',
  question: 'Does the mail reach SES?',
  checks: [
    send,
    sendPermission,
    sendTenant,
    sendDelegation,
    sendGlobalEndpoint,
    smtp,
    smtpTls,
    smtpCertificate,
    smtpCredentials,
    smtpCredentialsAccepted,
    template,
    templateData,
    templateFailures,
  ],
};
