import { dailyMetric } from '../../aws/world.ts';
import { senderRecords, verifiedDomain } from '../../healthy-world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A broken account: sandbox, domain pending for doubled DKIM names, rising bounces, paused set',
  world({ region, dns }) {
    region.account.ProductionAccessEnabled = false;
    region.account.SendQuota = { Max24HourSend: 200, MaxSendRate: 1, SentLast24Hours: 171 };
    region.account.Details = {
      MailType: 'TRANSACTIONAL',
      ReviewDetails: { Status: 'DENIED', CaseId: '17000000002' },
    };

    region.identities['shop.example'] = {
      ...verifiedDomain('shop.example'),
      VerifiedForSendingStatus: false,
      VerificationStatus: 'PENDING',
      VerificationInfo: {
        ErrorType: 'HOST_NOT_FOUND',
        LastCheckedTimestamp: new Date('2026-11-21T18:00:00Z'),
      },
      DkimAttributes: { ...verifiedDomain('shop.example').DkimAttributes, Status: 'PENDING' },
    };
    // The DNS panel added the zone's name to what was pasted, which had it already.
    for (const [name, records] of Object.entries(senderRecords('shop.example'))) {
      dns.names[name.includes('._domainkey.') ? `${name}.shop.example` : name] = records;
    }

    region.configurationSets['campaigns'] = { SendingOptions: { SendingEnabled: false } };
    region.metrics = [
      dailyMetric('Reputation.BounceRate', [0.011, 0.016, 0.021, 0.026, 0.031, 0.036, 0.042]),
      dailyMetric(
        'Reputation.ComplaintRate',
        Array.from({ length: 14 }, () => 0.0003),
      ),
    ];
  },
  command: [
    '--identity',
    'shop.example',
    '--configuration-set',
    'campaigns',
    '--recipient',
    'someone@receiver.example',
  ],
  expect: {
    exitCode: 1,
    codes: [
      'sandbox/account-in-sandbox',
      'sandbox/review-denied',
      'sandbox/recipient-not-verified',
      'identity/verification-pending',
      'quota/daily-nearly-exhausted',
      'reputation/bounce-rate-elevated',
      'reputation/rising',
      'configuration-set/sending-paused',
      'dkim/name-doubled',
      'dkim/status-pending',
    ],
  },
});
