import { letPartnerSend, ownedArn } from '../lab/delegation.ts';
import { receiverRecords, senderRecords, verifiedDomain } from '../lab/healthy-world.ts';
import { tracksThrough } from '../lab/tracking.ts';
import type { World } from '../lab/world.ts';

/** A text that tells of one code, and the worlds it is looked at in. */
export interface ToldCode {
  text: string;
  /** The scenario in whose world the code, or what explains it, is live. */
  world: string;
  /** Beside `--symptom -`; the domain alone where absent. */
  flags?: readonly string[];
  /** What the healthy world needs, so that the thing can be looked at there; nothing more where absent. */
  healthy?: (world: World) => void;
  /** The code of the info that dates it: it was so when the text was written. */
  dated?: string;
  /** Another explanation of the same words that nothing decides. */
  stays?: readonly string[];
  /** It is looked at with the scenario's own command there. */
  asThere?: true;
}

const acme = ({ region }: World): void => {
  region.tenants['acme'] = {
    tenant: {
      TenantName: 'acme',
      TenantId: 'tn-1',
      TenantArn: 'arn:aws:ses:eu-west-1:111122223333:tenant/acme/tn-1',
      SendingStatus: 'ENABLED',
    },
    resources: ['identity/example.com', 'configuration-set/transactional'].map((name) => ({
      ResourceType: name.startsWith('identity') ? 'EMAIL_IDENTITY' : 'CONFIGURATION_SET',
      ResourceArn: `arn:aws:ses:eu-west-1:111122223333:${name}`,
    })),
  };
};
const tracked = (world: World): void => {
  tracksThrough(world, 'REQUIRE');
  world.dns.names['click.example.com'] = { A: ['127.0.0.1'] };
  world.web = { 'click.example.com': { status: 404, server: 'nginx' } };
};
const welcome = ({ region }: World): void => {
  region.templates['welcome'] = {
    Subject: 'Hello {{name}}',
    Text: 'Hello {{name}}',
    Html: '<p>Hello {{name}}</p>',
  };
};

const template = ['--identity', 'example.com', '--template', 'welcome', '--template-data', '{"name": "Ann"}'];
const topic = 'arn:aws:sns:eu-west-1:111122223333:ses-feedback';

export const toldCodes: Readonly<Record<string, ToldCode>> = {
  'sandbox/account-in-sandbox': {
    text: 'ProductionAccessNotGrantedException: Production access not granted',
    world: 'sandbox/account',
  },
  'sandbox/review-denied': {
    text: 'they turned down our request to leave the sandbox again',
    world: 'sandbox/review-denied',
  },
  'sandbox/review-pending': {
    text: 'how long does it take until they answer? we applied for production access on friday',
    world: 'sandbox/review-pending',
  },
  'sandbox/recipient-not-verified': {
    text: 'from: news@example.com\nto: someone@receiver.example\nerror: Email address is not verified. The following identities failed the check in region EU-WEST-1: someone@receiver.example',
    world: 'sandbox/recipient-not-verified',
    flags: ['--identity', 'example.com', '--recipient', 'someone@receiver.example'],
  },
  'sending/disabled-by-you': {
    text: 'an alarm of ours disabled email sending for the account and nobody re-enabled it',
    world: 'sending/disabled-by-you',
  },
  'sending/paused-by-aws': { text: 'Amazon SES suspended our account today', world: 'sending/paused-by-aws' },
  'sending/under-review': {
    text: 'SES put our account under review for bounces',
    world: 'sending/under-review',
  },
  'quota/daily-exhausted': {
    text: '454 Throttling failure: Daily message quota exceeded.',
    world: 'quota/daily-exhausted',
    dated: 'quota/was-exhausted',
  },
  'identity/not-found': {
    text: 'NotFoundException: Email identity example.com does not exist.',
    world: 'identity/none-in-region',
  },
  'identity/not-verified': {
    text: '554 Message rejected: Email address is not verified. The following identities failed the check in region EU-WEST-1: news@example.com',
    world: 'identity/verification-pending',
    flags: [],
  },
  'identity/verification-failed': {
    text: 'Amazon SES has been unable to verify the domain example.com: the TXT record was not found in your DNS within 72 hours. The verification status is now failed.',
    world: 'identity/verification-failed',
  },
  'identity/verification-temporary-failure': {
    text: 'Amazon SES: verification of example.com has status TEMPORARY_FAILURE',
    world: 'identity/verification-temporary-failure',
  },
  'identity/verification-pending': {
    text: 'AWS console keeps showing "Verification pending" for example.com, dig shows the cname correctly',
    world: 'identity/verification-pending',
  },
  'identity/wrong-region': {
    text: 'AWS_REGION=eu-west-1\nMessageRejected: Email address is not verified. The following identities failed the check in region EU-WEST-1: news@example.com\nverified in us-east-1',
    world: 'identity/wrong-region',
  },
  'identity/case-mismatch': {
    text: 'we verified News@shop.example, but send with news@shop.example and it\'s "not verified"',
    world: 'identity/case-mismatch',
    flags: ['--identity', 'news@shop.example'],
    healthy: ({ region, dns }) => {
      region.identities['shop.example'] = verifiedDomain('shop.example');
      Object.assign(dns.names, senderRecords('shop.example'));
    },
  },
  'configuration-set/not-found': {
    text: 'ConfigurationSetDoesNotExist: Configuration set <transactionl> does not exist.',
    world: 'configuration-set/not-found',
    flags: ['--identity', 'example.com', '--configuration-set', 'transactionl'],
    healthy: ({ region }) => {
      Object.assign(region.configurationSets, { transactionl: region.configurationSets['transactional'] });
    },
  },
  'configuration-set/sending-paused': {
    text: 'ConfigurationSetSendingPausedException: Sending is disabled for configuration set transactional',
    world: 'configuration-set/sending-paused',
  },
  'configuration-set/max-delivery-short': {
    text: '{"eventType":"Bounce","bounce":{"bounceType":"Transient","bounceSubType":"CustomTimeoutExceeded","bouncedRecipients":[{"emailAddress":"someone@receiver.example"}]},"mail":{"source":"news@example.com"}}',
    world: 'configuration-set/max-delivery-short',
    stays: ['bounce/expired'],
  },
  'configuration-set/tracking-https': {
    text: 'Click-tracked links of our SES mailing lead to a browser warning about the certificate',
    world: 'configuration-set/tracking-https',
    healthy: tracked,
  },
  'configuration-set/tracking-domain-broken': {
    text: "the links in our mails go to click.example.com which doesn't exist any longer",
    world: 'configuration-set/tracking-domain-broken',
    healthy: tracked,
  },
  'configuration-set/pool-empty': {
    text: 'after we returned the dedicated IPs the marketing config set rejects everything, its pool has nothing in it',
    world: 'configuration-set/pool-empty',
    healthy: ({ region }) => {
      region.configurationSets['transactional'] = {
        ...region.configurationSets['transactional'],
        DeliveryOptions: { SendingPoolName: 'marketing' },
      };
      region.dedicatedIpPools = [{ PoolName: 'marketing', ScalingMode: 'MANAGED' }];
    },
  },
  'reputation/bounce-rate-review': {
    text: 'SES bounce rate jumped above 5%',
    world: 'reputation/bounce-rate-review',
  },
  'reputation/complaint-rate-review': {
    text: 'SES complaint rate is 0.3% and rising, what now?',
    world: 'reputation/complaint-rate-review',
  },
  'reputation/recommendation': {
    text: 'Recommendations: [{Type: SPF, Description: "MAIL FROM record is not aligned.", Status: OPEN, Impact: HIGH}]',
    world: 'reputation/recommendation',
    healthy: ({ region }) => {
      region.account.VdmAttributes = { VdmEnabled: 'ENABLED' };
    },
  },
  'reputation/tenant-paused': {
    text: 'SES: tenant acme is suspended, its mails are refused',
    world: 'reputation/tenant-paused',
    flags: ['--identity', 'example.com', '--tenant', 'acme'],
    healthy: acme,
  },
  'reputation/tenant-not-found': {
    text: 'our tenant was never created: tenant acme not found in ses',
    world: 'reputation/tenant-not-found',
    flags: ['--identity', 'example.com', '--tenant', 'acme'],
    healthy: acme,
  },
  'send/tenant': {
    text: 'BadRequestException: Tenant acme is not associated with identity example.com',
    world: 'send/tenant-not-associated',
    flags: ['--identity', 'example.com', '--tenant', 'acme'],
    healthy: acme,
  },
  'send/access-denied': {
    text: "AccessDenied: User `arn:aws:iam::111122223333:role/mailer' is not authorized to perform `ses:SendEmail' on resource `arn:aws:ses:eu-west-1:111122223333:identity/example.com'",
    world: 'send/permission-denied',
    flags: ['--identity', 'info@example.com', '--principal', 'arn:aws:iam::111122223333:role/mailer'],
    healthy: ({ region }) => {
      region.principals['arn:aws:iam::111122223333:role/mailer'] = [
        { effect: 'Allow', actions: ['*'], resources: ['*'] },
      ];
    },
  },
  'send/cross-account-identity': {
    text: 'the domain lives in our central AWS account, the app runs in another one, and SES denies the send',
    world: 'send/delegation-not-allowed',
    flags: [...['--source-arn', ownedArn], ...['--principal', 'arn:aws:iam::444455556666:role/campaigns']],
    healthy: (world) => {
      letPartnerSend(world, 'arn:aws:iam::444455556666:role/campaigns');
    },
  },
  'template/not-found': {
    text: 'TemplateDoesNotExistException: Template welcome does not exist',
    world: 'template/not-found',
    flags: template,
    healthy: welcome,
  },
  'template/syntax-error': {
    text: 'InvalidTemplateException: Template welcome: parse error on line 3, unclosed block',
    world: 'template/syntax-error',
    flags: template,
    healthy: welcome,
  },
  'template/unsupported-helper': {
    text: 'SES template welcome: could not find helper: formatDate',
    world: 'template/unsupported-helper',
    flags: template,
    healthy: welcome,
  },
  'template/partial-not-in-part': {
    text: 'SES template welcome: the partial footer could not be found',
    world: 'template/partial-not-in-part',
    flags: template,
    healthy: welcome,
  },
  'template/too-large': {
    text: 'SES: Template content exceeds 500 KB',
    world: 'template/too-large',
    flags: template,
    healthy: welcome,
  },
  'template/missing-variable': {
    text: "Rendering failure: Attribute 'name' is not present in the rendering data. (template welcome)",
    world: 'template/missing-variable',
    flags: template,
    healthy: welcome,
  },
  'template/data-invalid-json': {
    text: 'BadRequestException: Template data is invalid JSON',
    world: 'template/data-invalid-json',
    asThere: true,
    flags: template,
    healthy: welcome,
  },
  'template/render-rejected': {
    text: '{"eventType":"Rendering Failure","failure":{"templateName":"welcome","errorMessage":"something odd"},"mail":{"source":"news@example.com"}}',
    world: 'template/render-rejected',
    flags: template,
    healthy: welcome,
  },
  'template/silent-failure': {
    text: 'bulk templated mails in SES: 10 % of the recipients get nothing, API reports SUCCESS for all',
    world: 'template/silent-failure',
    flags: template,
    healthy: welcome,
  },
  'events/topic-policy-blocks': {
    text: `Amazon SES was unable to publish your notification to ${topic}: not authorized`,
    world: 'events/topic-policy-blocks',
  },
  'events/topic-encrypted-without-grant': {
    text: "our topic is encrypted with KMS and ses can't publish bounces to it",
    world: 'events/topic-encrypted',
  },
  'events/topic-unreachable': {
    text: `Amazon SES was unable to deliver a Complaint notification to the topic ${topic} because the topic does not exist`,
    world: 'events/topic-absent',
  },
  'events/no-subscriber': {
    text: `{"Type":"SubscriptionConfirmation","TopicArn":"${topic}","Message":"You have chosen to subscribe"}`,
    world: 'events/no-subscriber',
  },
  'events/subscription-pending': {
    text: 'the SNS subscription was never confirmed, so our webhook gets no bounces',
    world: 'events/subscription-pending',
  },
  'events/not-configured': {
    text: 'we never hear about bounces, where do they go?',
    world: 'events/not-configured',
  },
  'events/type-not-published': {
    text: "SES -> SNS -> Lambda. Lambda isn't triggered on complaints. Test publish from the console works.",
    world: 'events/type-not-published',
  },
  'bounce/reverse-name-rejected': {
    text: 'smtp; 554 IP 192.0.2.99 has no reverse DNS name',
    world: 'sending-ip/no-reverse-name',
    flags: ['--identity', 'example.com', '--ip', '192.0.2.99'],
    healthy: ({ dns }) => {
      Object.assign(dns.names, {
        '99.2.0.192.in-addr.arpa': { PTR: ['mail.example.com'] },
        'mail.example.com': { A: ['192.0.2.99'] },
      });
    },
  },
  'bounce/sender-domain': {
    text: '550 5.1.8 <info@example.com>: Sender address rejected: Domain not found',
    world: 'identity/domain-refused-by-receiver',
  },
  'bounce/domain-not-found': {
    text: 'smtp; 550 5.4.4 <someone@gone.example>: Invalid domain: host not found',
    world: 'recipient/domain-not-found',
    flags: ['--identity', 'example.com', '--recipient', 'someone@gone.example'],
    healthy: ({ dns }) => {
      Object.assign(dns.names, receiverRecords('gone.example'));
    },
  },
  'bounce/suppressed': {
    text: 'Address someone@receiver.example is on the suppression list for your account',
    world: 'suppression/account-list',
    dated: 'suppression/not-listed-now',
    flags: ['--identity', 'example.com', '--recipient', 'someone@receiver.example'],
  },
  'bounce/unsubscribed-recipient': {
    text: '{"notificationType":"Bounce","bounce":{"bounceType":"Permanent","bounceSubType":"UnsubscribedRecipient","bouncedRecipients":[{"emailAddress":"someone@receiver.example"}],"timestamp":"2026-11-09T09:00:00.000Z"},"mail":{"source":"info@example.com","destination":["someone@receiver.example"]}}',
    world: 'recipient/opted-out',
    healthy: ({ region }) => {
      region.contactList = {
        name: 'news',
        contacts: { 'someone@receiver.example': { UnsubscribeAll: false } },
      };
    },
    dated: 'recipient/opted-in-now',
    flags: ['--identity', 'example.com', '--recipient', 'someone@receiver.example'],
  },
  'dkim/not-enabled': {
    text: '{"ResourceArn":"arn:aws:ses:eu-west-1:111122223333:identity/example.com","Type":"DKIM","Description":"DKIM verification is not enabled.","Status":"OPEN","Impact":"HIGH"}',
    world: 'dkim/not-enabled',
    stays: ['reputation/recommendation'],
  },
  'dkim/status-failed': {
    text: 'Subject: DKIM setup FAILURE for example.com in EU (Ireland) region',
    world: 'dkim/status-failed',
  },
  'dkim/status-temporary-failure': {
    text: 'Amazon SES can no longer find the DKIM CNAME records of example.com. In five days signing will be revoked.',
    world: 'dkim/status-temporary-failure',
  },
  'dkim/status-pending': {
    text: 'DKIM status of our domain is still pending in SES after a week',
    world: 'dkim/status-pending',
  },
  'dkim/record-missing': {
    text: 'DKIM records vanished from our DNS and SES now lists DKIM as failed',
    world: 'dkim/record-missing',
  },
  'dkim/name-doubled': {
    text: 'I think our DNS provider appended the domain to the DKIM names a second time',
    world: 'dkim/name-doubled',
  },
  'dkim/wrong-type': {
    text: 'I entered the dkim values as TXT instead of CNAME',
    world: 'dkim/wrong-type-txt',
  },
  'dkim/key-revoked': {
    text: 'the DKIM key of our domain was revoked, p= is empty',
    world: 'dkim/key-revoked',
  },
  'mail-from/pending': {
    text: 'My custom MAIL FROM domain stays pending, SES does not see the MX record',
    world: 'mail-from/pending',
  },
  'mail-from/failed': {
    text: 'Subject: CustomMailFrom Setup FAILED for bounce.example.com in EU (Ireland)',
    world: 'mail-from/failed',
  },
  'mail-from/temporary-failure': {
    text: 'Amazon SES can no longer find the MX record of your custom MAIL FROM domain bounce.example.com; in 72 hours it will be disabled',
    world: 'mail-from/temporary-failure',
  },
  'mail-from/rejects-on-failure': {
    text: 'MailFromDomainNotVerifiedException: Mail from domain bounce.example.com is not verified',
    world: 'mail-from/rejects-on-failure',
  },
  'mail-from/mx-missing': {
    text: 'someone deleted the MX of our bounce subdomain',
    world: 'mail-from/mx-missing',
  },
  'mail-from/mx-wrong-region': {
    text: 'we moved to another region and the MX record of our MAIL FROM domain still points to the old region',
    world: 'mail-from/mx-wrong-region',
  },
  'spf/multiple-records': {
    text: 'there are two SPF records at our domain since we added SES',
    world: 'spf/multiple-records',
  },
  'spf/syntax-error': {
    text: 'our SPF record has a syntax error, SES mails fail',
    world: 'spf/syntax-error',
  },
  'spf/too-many-lookups': {
    text: 'SPF: too many DNS lookups (13), all mails show permerror',
    world: 'spf/too-many-lookups',
  },
  'dmarc/missing': {
    text: 'Virtual deliverability manager > Advisor\nHigh impact | example.com | DMARC configuration was not found. | 3 days',
    world: 'dmarc/missing',
    stays: ['reputation/recommendation'],
  },
  'dmarc/multiple-records': {
    text: 'We ended up with 2 DMARC entries in DNS, does this break things?',
    world: 'dmarc/multiple-records',
  },
  'dmarc/syntax-error': {
    text: 'a checker says our DMARC record has a syntax error',
    world: 'dmarc/syntax-error',
  },
  'sending-ip/warming-up': {
    text: 'our new dedicated ips get deferred by gmail, we are still in warm up',
    world: 'sending-ip/warming-up',
    healthy: ({ region, dns }) => {
      region.dedicatedIps = [
        { Ip: '54.240.8.99', WarmupStatus: 'DONE', WarmupPercentage: 100, PoolName: 'bulk' },
      ];
      Object.assign(dns.names, {
        '99.8.240.54.in-addr.arpa': { PTR: ['a8-99.smtp-out.amazonses.com'] },
        'a8-99.smtp-out.amazonses.com': { A: ['54.240.8.99'] },
      });
    },
  },
  'suppression/case-variant': {
    text: 'SES says suppressed, but the address is on our list in upper case only',
    world: 'suppression/case-variant',
    dated: 'suppression/not-listed-now',
    flags: ['--identity', 'example.com', '--recipient', 'someone@receiver.example'],
  },
};

/** Codes of which nothing that a run looks at decides, by the reason. */
export const untold: Readonly<Record<string, readonly string[]>> = {
  'what the client was set to, which this run is not': [
    ...['access/credentials-expired', 'access/credentials-rejected', 'access/denied', 'access/throttled'],
    ...['access/endpoint-unreachable', 'access/no-credentials', 'access/profile-not-found'],
    ...['access/region-invalid', 'access/region-missing', 'access/wrong-service-endpoint'],
    ...['smtp-credentials/no-mechanism', 'smtp-credentials/not-used'],
  ],
  'what credentials the client has: those of this run are tried by works-now.test.ts': [
    ...['smtp-credentials/password-is-secret-key', 'smtp-credentials/password-legacy-signature'],
    ...['smtp-credentials/password-malformed', 'smtp-credentials/password-wrong-region'],
    ...['smtp-credentials/rejected', 'smtp-credentials/temporary-failure', 'smtp-credentials/no-verdict'],
    ...['smtp-credentials/temporary-key', 'smtp-credentials/username-not-access-key'],
  ],
  'the network of the client, which is not that of this run': [
    ...['smtp/banner-unexpected', 'smtp/certificate-expired', 'smtp/certificate-name-mismatch'],
    ...['smtp/certificate-untrusted', 'smtp/connection-refused', 'smtp/connection-reset'],
    ...['smtp/helo-refused', 'smtp/ipv6-broken', 'smtp/name-not-resolved', 'smtp/no-route'],
    ...['smtp/port-blocked', 'smtp/region-has-no-endpoint', 'smtp/silent', 'smtp/starttls-missing'],
    ...['smtp/starttls-not-used', 'smtp/tls-handshake-failed', 'smtp/tls-mode-mismatch'],
    ...['smtp/tls-version-too-old'],
  ],
  'what one message or one request held': [
    ...[
      'send/address-syntax',
      'send/envelope-sender-invalid',
      'send/identity-not-usable',
      'send/request-malformed',
      'send/tag-invalid',
    ],
    ...['send/list-management', 'send/message-too-large', 'send/mime-invalid', 'send/no-recipients'],
    ...['send/rejected-content', 'send/too-many-recipients', 'send/setup-refused'],
    // The call was refused: the MAIL FROM domain that the identity has says nothing of it.
    'mail-from/not-a-subdomain',
    ...['identity/foreign-header', 'template/inline-too-complex'],
    ...['message/bounced-by-receipt-rule', 'message/dkim-invalid', 'message/dkim-unaligned'],
    ...['message/dmarc-failed', 'message/forwarded', 'message/spam-verdict', 'message/spf-failed'],
    ...['message/unsigned', 'message/via-amazonses'],
  ],
  'a moment that is over': [
    ...['quota/legacy-signature-rate', 'quota/rate-exceeded', 'send/idle-timeout'],
    ...['send/temporary-failure', 'send/too-many-connections', 'send/account-not-subscribed'],
    // The log of one delivery: the numbers of a day say nothing against it.
    'events/delivery-failing',
  ],
  'it tells of no failure, or of none that is known': [
    ...['send/no-failure', 'send/not-sent-by-ses', 'send/reason-hidden', 'send/unrecognised'],
    ...['recipient/simulator'],
  ],
  'what a receiver thinks of a message, a mailbox or SES': [
    ...['bounce/attachment-rejected', 'bounce/authentication-failed', 'bounce/auto-reply'],
    ...['bounce/complaint', 'bounce/content-rejected', 'bounce/domain-blocklisted', 'bounce/expired'],
    ...['bounce/greylisted', 'bounce/ip-blocked-by-provider', 'bounce/mailbox-full'],
    ...['bounce/mailbox-inactive', 'bounce/message-too-large', 'bounce/policy-rejected'],
    ...['bounce/rate-limited', 'bounce/recipient-server-fault', 'bounce/relay-denied'],
    ...['bounce/spam-rejected', 'bounce/tls-required', 'bounce/undetermined', 'bounce/unknown-user'],
    'bounce/validation-suppressed',
  ],
  'it takes lists that are asked on the outside: works-now.test.ts': ['bounce/ip-blocklisted'],
  'nobody but Amazon sees the list': ['suppression/global-list'],
  'which form a reader expects nobody sees': ['events/web-hook-format'],
  'no text names it: it is found behind send/access-denied, and no target of a CNAME is told in words': [
    ...['identity/policy-denies', 'dkim/wrong-target'],
  ],
};
