import { describe, it } from 'vitest';
import { dkimTokens, receiverRecords, senderRecords, verifiedDomain } from '../lab/healthy-world.ts';
import { tellJoined } from '../lab/joined-story.ts';
import type { World } from '../lab/world.ts';

/**
 * Two failures in one text, each of which is still so or is not: what is said of one says nothing of the other. Each pair is looked at
 * in a world where one of them is so, and in one where both are or none is.
 */

const refused = (name: string): string =>
  `554 Message rejected: Email address is not verified. The following identities failed the check in region EU-WEST-1: ${name}`;
/** A verified domain, or one that waits since a record of its DKIM is missing. */
const domain =
  (name: string) =>
  ({ region, dns }: World, waits: boolean): void => {
    const identity = verifiedDomain(name);
    const pending = {
      VerifiedForSendingStatus: false,
      VerificationStatus: 'PENDING',
      DkimAttributes: { ...identity.DkimAttributes, Status: 'PENDING' },
    } as const;
    region.identities[name] = waits ? { ...identity, ...pending } : identity;
    const missing = waits ? `${dkimTokens(name)[0]}._domainkey.${name}` : '';
    const records = Object.entries(senderRecords(name)).filter(([one]) => one !== missing);
    Object.assign(dns.names, Object.fromEntries(records));
  };

const bounce = (
  address: string,
  diagnosticCode: string,
  status = '5.1.1',
  bounceSubType = 'General',
): string =>
  JSON.stringify({
    notificationType: 'Bounce',
    bounce: {
      bounceType: bounceSubType === 'MailboxFull' ? 'Transient' : 'Permanent',
      bounceSubType,
      bouncedRecipients: [{ emailAddress: address, action: 'failed', status, diagnosticCode }],
      timestamp: '2026-11-29T10:00:00.000Z',
      feedbackId: '0102018c',
      reportingMTA: 'dns; a4-1.smtp-out.eu-west-1.amazonses.com',
    },
    mail: {
      timestamp: '2026-11-29T09:59:00.000Z',
      source: 'info@example.com',
      sourceArn: 'arn:aws:ses:eu-west-1:111122223333:identity/example.com',
      sendingAccountId: '111122223333',
      messageId: '0102018c0a1b2c3d-aaaa',
      destination: [address],
    },
  });
const suppressed = (address: string): Failure => ({
  text: bounce(
    address,
    'Amazon SES did not send the message to this address because it is on the suppression list for your account.',
    '5.1.1',
    'OnAccountSuppressionList',
  ),
  make({ region }, isSo) {
    if (!isSo) return;
    const entry = {
      EmailAddress: address,
      Reason: 'BOUNCE',
      LastUpdateTime: new Date('2026-11-20'),
    } as const;
    region.suppressed = [...region.suppressed, entry];
  },
  live: 'suppression/account-list',
  over: 'suppression/not-listed-now',
});
const denied = (role: string, action: string): Failure => ({
  text: `User: arn:aws:sts::111122223333:assumed-role/${role}/fn is not authorized to perform: ${action} on resource: arn:aws:ses:eu-west-1:111122223333:identity/example.com because no identity-based policy allows the ${action} action`,
  make({ region }, isSo) {
    const actions = [isSo ? 's3:*' : 'ses:*'];
    region.principals[`arn:aws:iam::111122223333:role/${role}`] = [
      { effect: 'Allow', actions, resources: ['*'] },
    ];
  },
  live: 'send/access-denied',
});
const template = (name: string, text: string): Failure => ({
  text,
  make({ region }, isSo) {
    if (!isSo) region.templates[name] = { Subject: 's', Text: 't', Html: '<p>h</p>' };
  },
  live: 'template/not-found',
});
const port = (number: 25 | 587, how: 'black-hole' | 'closed', text: string, live: string): Failure => ({
  text,
  make(world, isSo) {
    const open = { 25: {}, 465: { tls: 'implicit' }, 587: {}, 2465: { tls: 'implicit' }, 2587: {} } as const;
    world.smtp = {
      numbers: 'real',
      ports: { ...open, ...world.smtp?.ports, ...(isSo && { [number]: how }) },
    };
  },
  // The application may be on another host: what works from here leaves it standing.
  ...{ live, stands: live },
});

interface Failure {
  text: string;
  /** Makes the world one in which it is so, or one in which it is not. */
  make: (world: World, isSo: boolean) => void;
  /** What is found where it is so. */
  live: string;
  /** What is found where it was so and is not; absent: that nothing here explains it. */
  over?: string;
  /** What stands wherever it is not so, since nothing here can clear it. */
  stands?: string;
}

const failures = {
  shop: {
    text: refused('news@shop.example'),
    make: domain('shop.example'),
    live: 'dkim/record-missing',
  },
  club: {
    text: refused('hello@club.example'),
    make: domain('club.example'),
    live: 'dkim/record-missing',
  },
  sandbox: {
    text: refused('bob@receiver.example'),
    make(world, isSo) {
      world.region.account.ProductionAccessEnabled = !isSo;
      if (!isSo) domain('receiver.example')(world, false);
    },
    live: 'sandbox/account-in-sandbox',
  },
  off: {
    text: 'AccountSendingPausedException: Sending is paused for this account.',
    make({ region }, isSo) {
      if (isSo) region.account.SendingEnabled = false;
    },
    live: 'sending/disabled-by-you',
  },
  suspended: {
    text: 'MessageRejected: Sending suspended for this account. For more information, please check the inbox of the email address associated with your AWS account.',
    make({ region }, isSo) {
      if (isSo) Object.assign(region.account, { SendingEnabled: false, EnforcementStatus: 'SHUTDOWN' });
    },
    live: 'sending/paused-by-aws',
  },
  quota: {
    text: '454 Throttling failure: Daily message quota exceeded.',
    make({ region }, isSo) {
      if (isSo) region.account.SendQuota = { Max24HourSend: 200, MaxSendRate: 1, SentLast24Hours: 200 };
    },
    live: 'quota/daily-exhausted',
    over: 'quota/was-exhausted',
  },
  rate: {
    text: '454 Throttling failure: Maximum sending rate exceeded.',
    make: () => undefined,
    live: 'quota/rate-exceeded',
    stands: 'quota/rate-exceeded',
  },
  ann: suppressed('ann@receiver.example'),
  ben: suppressed('ben@receiver.example'),
  full: {
    text: bounce('kim@receiver.example', 'smtp; 552 5.2.2 Mailbox full', '5.2.2', 'MailboxFull'),
    make: () => undefined,
    live: 'bounce/mailbox-full',
    stands: 'bounce/mailbox-full',
  },
  nobody: {
    text: bounce('lee@receiver.example', 'smtp; 550 5.1.1 No such user here'),
    make: () => undefined,
    live: 'bounce/unknown-user',
    stands: 'bounce/unknown-user',
  },
  gone: {
    text: bounce(
      'joe@gone.example',
      'smtp; 550 5.1.2 Host unknown (Name server: gone.example: host not found)',
      '5.1.2',
    ),
    make({ dns }, isSo) {
      if (!isSo) Object.assign(dns.names, receiverRecords('gone.example'));
    },
    live: 'recipient/domain-not-found',
  },
  listed: {
    text: bounce(
      'max@receiver.example',
      'smtp; 554 5.7.1 Service unavailable; Client host [54.240.8.31] blocked using zen.spamhaus.org',
      '5.7.1',
    ),
    make({ dns }, isSo) {
      if (isSo) dns.names['31.8.240.54.zen.spamhaus.org'] = { A: ['127.0.0.2'] };
    },
    live: 'sending-ip/listed',
    over: 'sending-ip/no-longer-listed',
  },
  welcome: template(
    'welcome',
    'An error occurred (NotFoundException) when calling the SendEmail operation: Template welcome does not exist',
  ),
  goodbye: template('goodbye', 'TemplateDoesNotExistException: Template goodbye does not exist'),
  set: {
    text: 'ConfigurationSetDoesNotExistException: Configuration set <promo> does not exist.',
    make({ region }, isSo) {
      if (!isSo) region.configurationSets['promo'] = { SendingOptions: { SendingEnabled: true } };
    },
    live: 'configuration-set/not-found',
  },
  setPaused: {
    text: 'ConfigurationSetSendingPausedException: Sending is paused for configuration set transactional.',
    make({ region }, isSo) {
      const set = region.configurationSets['transactional'];
      if (isSo && set !== undefined) set.SendingOptions = { SendingEnabled: false };
    },
    live: 'configuration-set/sending-paused',
  },
  mailFrom: {
    text: 'MailFromDomainNotVerifiedException: the MAIL FROM domain bounce.example.com is not verified',
    make({ region, dns }, isSo) {
      const identity = region.identities['example.com'];
      if (!isSo || identity === undefined) return;
      identity.MailFromAttributes = {
        MailFromDomain: 'bounce.example.com',
        MailFromDomainStatus: 'FAILED',
        BehaviorOnMxFailure: 'REJECT_MESSAGE',
      };
      dns.names = Object.fromEntries(
        Object.entries(dns.names).filter(([name]) => name !== 'bounce.example.com'),
      );
    },
    live: 'mail-from/mx-missing',
  },
  mailer: denied('mailer', 'ses:SendEmail'),
  worker: denied('worker', 'ses:SendRawEmail'),
  password: {
    text: '535 Authentication Credentials Invalid',
    make: () => undefined,
    live: 'smtp-credentials/rejected',
    stands: 'smtp-credentials/rejected',
  },
  port25: port(
    25,
    'black-hole',
    'Connection timed out: email-smtp.eu-west-1.amazonaws.com:25',
    'smtp/port-blocked',
  ),
  port587: port(
    587,
    'closed',
    'connect ECONNREFUSED email-smtp.eu-west-1.amazonaws.com:587',
    'smtp/connection-refused',
  ),
} as const satisfies Readonly<Record<string, Failure>>;

type Name = keyof typeof failures;

const pairs: readonly (readonly [Name, Name])[] = [
  ['sandbox', 'ann'],
  ['ann', 'full'],
  ['port25', 'password'],
  ['shop', 'club'],
  ['off', 'welcome'],
  ['off', 'shop'],
  ['quota', 'ann'],
  ['ann', 'gone'],
  ['welcome', 'set'],
  ['setPaused', 'ann'],
  ['mailFrom', 'shop'],
  ['mailer', 'shop'],
  ['mailer', 'quota'],
  ['listed', 'ann'],
  ['password', 'quota'],
  ['suspended', 'ben'],
  ['set', 'setPaused'],
  ['welcome', 'goodbye'],
  ['ann', 'ben'],
  ['shop', 'password'],
  ['port25', 'port587'],
  ['nobody', 'gone'],
  ['mailer', 'worker'],
  ['rate', 'quota'],
  ['sandbox', 'shop'],
];

/** Where one of the two is so, then where both are or neither is, by turns. */
const worlds = pairs.flatMap((pair, at): { pair: readonly [Name, Name]; so: readonly Name[] }[] => [
  { pair, so: [pair[at % 2] ?? pair[0]] },
  { pair, so: at % 4 < 2 ? [] : pair },
]);

const unexplained = 'send/not-explained-here';

const told = (name: string): string =>
  `ConfigurationSetDoesNotExistException: Configuration set <${name}> does not exist.`;

describe('two of a kind', () => {
  it('a set that could not be looked at is not cleared by another one', () =>
    tellJoined('denied', {
      text: `${told('promo')}\n${told('news')}`,
      world({ region, aws }) {
        region.configurationSets['promo'] = { SendingOptions: { SendingEnabled: true } };
        aws.faults.push({
          op: 'GetConfigurationSet',
          kind: 'deny',
          when: { ConfigurationSetName: 'news' },
        });
      },
      exitCode: 1,
      has: [unexplained, 'configuration-set/not-found'],
    }));

  it.each(['above', 'below'])('what SES refused stands %s the fields of a report', (where) => {
    const report = `Reporting-MTA: dns; a4-1.smtp-out.eu-west-1.amazonses.com
Final-Recipient: rfc822; kim@receiver.example
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 No such user`;
    const refusal = failures.shop.text;
    return tellJoined(where, {
      text: where === 'above' ? `${refusal}\n\n${report}` : `${report}\n\n${refusal}`,
      world: (world) => {
        failures.shop.make(world, true);
      },
      exitCode: 1,
      has: ['dkim/record-missing', 'bounce/unknown-user'],
    });
  });

  it('two sessions of one role are one principal', () =>
    tellJoined('sessions', {
      text: ['a', 'b']
        .map((session) => failures.mailer.text.replace('mailer/fn', `mailer/${session}`))
        .join('\n'),
      world: (world) => {
        failures.mailer.make(world, false);
      },
      exitCode: 3,
      has: [unexplained],
    }));
});

describe.each(worlds)('$pair, of which $so is so', ({ pair, so }) => {
  it('is told one by one', async () => {
    const told = pair.map((name) => {
      const failure: Failure = failures[name];
      const isSo = so.includes(name);
      const found = isSo ? failure.live : (failure.stands ?? failure.over ?? unexplained);
      return { failure, isSo, found, fails: isSo || failure.stands !== undefined };
    });
    const has = told.map(({ found }) => found);
    await tellJoined(pair.join(' and '), {
      text: told.map(({ failure }) => failure.text).join('\n'),
      world: (world) => {
        for (const { failure, isSo } of told) failure.make(world, isSo);
      },
      exitCode: told.some(({ fails }) => fails) ? 1 : has.includes(unexplained) ? 3 : 0,
      has,
      hasNot: has.includes(unexplained) ? [] : [unexplained],
    });
  });
});
