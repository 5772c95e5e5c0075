import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { sendingWorld } from '../lab/aws/sending/world.ts';
import { healthyWorld } from '../lab/healthy-world.ts';
import { startLab } from '../lab/lab.ts';
import { commandLine } from '../lab/play.ts';
import { quickTime } from '../lab/quick-time.ts';
import { runInProcess } from '../lab/run-in-process.ts';
import type { World } from '../lab/world.ts';

process.env['AWS_EC2_METADATA_DISABLED'] = 'true';

/** What SES answers a message with, by the name of its exception: "Common errors" and the API reference of SendEmail. */
const sentences: readonly (readonly [type: string, message: string])[] = [
  [
    'MessageRejected',
    'Email address is not verified. The following identities failed the check in region EU-WEST-1: ses-doctor@mail.example.com',
  ],
  [
    'MessageRejected',
    'Email address is not verified. The following identities failed the check in region EU-WEST-1: bounce@simulator.amazonses.com',
  ],
  ['MessageRejected', 'Email address is not verified.'],
  [
    'SendingPausedException',
    'Sending paused for this account. For more information, please check the inbox of the email address associated with your AWS account.',
  ],
  ['SendingPausedException', 'Sending is disabled for this account.'],
  ['AccountSuspendedException', 'Your account is suspended.'],
  ['BadRequestException', 'Sending paused for configuration set <transactional>.'],
  ['NotFoundException', 'Configuration set <transactional> does not exist.'],
  ['LimitExceededException', 'Daily message quota exceeded.'],
  ['TooManyRequestsException', 'Maximum sending rate exceeded.'],
  ['NotFoundException', 'Template welcome does not exist'],
  ['MailFromDomainNotVerifiedException', 'The MAIL FROM domain bounce.example.com is not verified.'],
  ['BadRequestException', 'Sending is paused for tenant shop.'],
  [
    'AccessDeniedException',
    "User `arn:aws:iam::111122223333:user/mailer' is not authorized to perform `ses:SendEmail' on resource `arn:aws:ses:eu-west-1:111122223333:identity/example.com'",
  ],
  ['MessageRejected', 'Blorp 17 wibble.'],
];

const ownMx = 'feedback-smtp.eu-west-1.amazonses.com';

/** The MX of a name in DNS; null: its servers fail. */
const setMx =
  (name: string, exchanges: readonly string[] | null) =>
  ({ dns }: World): void => {
    if (exchanges === null) dns.faults.push({ name, at: 'resolver', kind: 'servfail' });
    else
      Object.assign(dns.names[name] ?? {}, {
        MX: exchanges.map((exchange) => ({ preference: 10, exchange })),
      });
  };

interface Live {
  everything?: (world: World) => void;
  world?: (region: World['region']) => void;
  flags?: readonly string[];
  /** Codes that the facts of the run show. */
  shows?: readonly string[];
}

/** The gate's facts, and which claims they bear out; every other claim of these is against them. */
const lives: Readonly<Record<string, Live>> = {
  'all is well': {},
  'in the sandbox': {
    world: ({ account }) => {
      account.ProductionAccessEnabled = false;
    },
  },
  'switched off by its owner': {
    world: ({ account }) => {
      account.SendingEnabled = false;
    },
    shows: ['sending/disabled-by-you'],
  },
  'paused by AWS': {
    world: ({ account }) => {
      account.SendingEnabled = false;
      account.EnforcementStatus = 'SHUTDOWN';
    },
    shows: ['sending/paused-by-aws'],
  },
  'under review': {
    world: ({ account }) => {
      account.EnforcementStatus = 'PROBATION';
    },
    shows: ['sending/under-review'],
  },
  'the set is paused': {
    world: ({ configurationSets }) => {
      const set = configurationSets['transactional'];
      if (set !== undefined) set.SendingOptions = { SendingEnabled: false };
    },
    shows: ['configuration-set/sending-paused'],
  },
  'the set is gone': {
    flags: ['--configuration-set', 'transactionel'],
    shows: ['configuration-set/not-found'],
  },
  'the quota is used up': {
    world: ({ account }) => {
      account.SendQuota = { Max24HourSend: 200, MaxSendRate: 1, SentLast24Hours: 200 };
    },
  },
  'a template that is there': {
    world: ({ templates }) => {
      templates['welcome'] = { Subject: 'Hello', Text: 'Welcome' };
    },
    flags: ['--template', 'welcome'],
  },
  'the domain is not verified': {
    world: ({ identities }) => {
      const identity = identities['example.com'];
      if (identity === undefined) return;
      identity.VerifiedForSendingStatus = false;
      identity.VerificationStatus = 'PENDING';
    },
    // Without a sender no default set is in force: what is said of one nobody has read.
    shows: ['configuration-set/sending-paused', 'configuration-set/not-found'],
  },
};

/** What the facts of a run decide: such a claim stands only where they show it. */
const decided = [
  'sending/paused-by-aws',
  'sending/disabled-by-you',
  'sending/under-review',
  'configuration-set/sending-paused',
  'configuration-set/not-found',
  'sandbox/recipient-not-verified',
  'sandbox/account-in-sandbox',
  'identity/not-verified',
  'identity/wrong-region',
  'identity/foreign-header',
];

const perRun = 5;

async function refusedWith(
  { world: change, everything, flags = [] }: Live,
  some: typeof sentences,
  times = 1,
): Promise<{ report: Report; exitCode: number }> {
  const world = healthyWorld();
  world.region.sending = sendingWorld();
  change?.(world.region);
  everything?.(world);
  for (const [type, message] of some)
    world.aws.faults.push({ kind: 'error', op: 'SendEmail', type, message, times });
  const lab = await startLab(world);
  try {
    const command = [
      'test',
      'mail.example.com',
      ...(flags.includes('--scenario') ? [] : ['--scenario', 'all']),
      '--force',
      ...flags,
    ];
    const { stdout, exitCode } = await runInProcess({
      args: commandLine({ title: '', command, expect: { exitCode: 1, codes: [] } }, lab, [
        '--format',
        'json',
      ]),
      ...{ env: lab.env, authoritativePort: lab.dns.authoritativePort, host: quickTime() },
    });
    return { report: JSON.parse(stdout) as Report, exitCode };
  } finally {
    await lab.close();
  }
}

describe('an answer of SES beside what the same run has read', () => {
  it.each(Object.keys(lives))('%s', async (name) => {
    const live = lives[name] ?? {};
    const { shows = [] } = live;
    const against: string[] = [];
    const unexplained: string[] = [];
    for (let from = 0; from < sentences.length; from += perRun) {
      const some = sentences.slice(from, from + perRun);
      const { report, exitCode } = await refusedWith(live, some);
      const codes = report.problems.map(({ code }) => code);
      // What comes of a fact of the run is not against it.
      const claimed = report.problems.filter(({ because }) => because === null).map(({ code }) => code);
      against.push(...claimed.filter((code) => decided.includes(code) && !shows.includes(code)));
      if (exitCode !== 1 || !codes.includes('proof/refused'))
        unexplained.push(`${String(exitCode)} ${codes.join(' ')}`);
    }
    expect({ against: [...new Set(against)], unexplained }).toEqual({ against: [], unexplained: [] });
  });
});

describe('a quota of SES that is reached', () => {
  const usedUp = 'Daily message quota exceeded.';
  const nearlyUsed: Live = {
    world: ({ account }) => {
      account.SendQuota = { Max24HourSend: 200, MaxSendRate: 1, SentLast24Hours: 199 };
    },
  };
  const often = 20;

  it.each<[type: string, message: string, live: Live, codes: readonly string[], exitCode: number]>([
    ['LimitExceededException', usedUp, {}, ['quota/daily-exhausted', 'proof/refused'], 1],
    ['TooManyRequestsException', usedUp, nearlyUsed, ['quota/daily-exhausted', 'proof/refused'], 1],
    [
      'ThrottlingException',
      'Daily sending quota exceeded',
      {},
      ['quota/daily-exhausted', 'proof/refused'],
      1,
    ],
    ['TooManyRequestsException', 'Maximum sending rate exceeded.', {}, [], 3],
    ['ThrottlingException', 'Rate exceeded', {}, [], 3],
    ['TooManyRequestsException', 'Too many requests: 14 messages a second are allowed.', {}, [], 3],
  ])('%s: %s', async (type, message, live, codes, exitCode) => {
    const ran = await refusedWith({ ...live, flags: ['--scenario', 'success'] }, [[type, message]], often);
    const told = ran.report.problems.filter(({ code }) => /^(?:quota|proof|send)\//.test(code));
    expect({ codes: told.map(({ code }) => code), exitCode: ran.exitCode }).toEqual({ codes, exitCode });
    // The sentence of SES is kept, whatever comes of it.
    expect(JSON.stringify(ran.report.stages)).toContain(message.replace(/\.$/, ''));
  });

  it('is waited out where it is the rate, and it passes', async () => {
    const ran = await refusedWith({}, [['TooManyRequestsException', 'Maximum sending rate exceeded.']], 2);
    expect(ran.exitCode).toBe(0);
  });
});

describe('an answer whose every explanation the run rules out', () => {
  it.each<[message: string, flags: readonly string[]]>([
    ['Sending is paused for tenant shop.', []],
    ['The MAIL FROM domain bounce.example.com is not verified.', []],
    ['Configuration set <other> does not exist.', ['--configuration-set', 'transactional']],
  ])('is of this run, and of no other account and time: %s', async (message, flags) => {
    const { report, exitCode } = await refusedWith({ flags: ['--scenario', 'success', ...flags] }, [
      ['BadRequestException', message],
    ]);
    const told = report.problems.filter(({ severity }) => severity === 'error' || severity === 'unknown');
    expect(told.map(({ code }) => code)).toEqual(['send/not-explained-here', 'proof/refused']);
    expect(told[0]?.summary).toBe(
      'SES refused the messages of this run for a reason that does not fit what this run has read.',
    );
    expect(JSON.stringify(report.stages)).toContain(message.replace(/\.$/, ''));
    expect(exitCode).toBe(1);
  });
});

describe('an answer about the MAIL FROM domain of the sender, which SES has called verified', () => {
  const mx = 'bounce.example.com';
  const message = `The MAIL FROM domain ${mx} is not verified.`;
  it.each<[name: string, change: (world: World) => void, ruledOut: boolean]>([
    ['its MX is right', () => undefined, true],
    ['its MX is of another Region', setMx(mx, ['feedback-smtp.us-east-1.amazonses.com']), false],
    ['its MX is of another operator', setMx(mx, ['mx.other.example']), false],
    ['it has two, and one is of another operator', setMx(mx, [ownMx, 'mx.other.example']), false],
    ['it has none', setMx(mx, []), false],
    ['nobody can look it up', setMx(mx, null), false],
  ])('%s', async (_, change, ruledOut) => {
    const { report } = await refusedWith({ everything: change, flags: ['--scenario', 'success'] }, [
      ['MailFromDomainNotVerifiedException', message],
    ]);
    const codes = report.problems.map(({ code }) => code);
    expect(codes.includes('mail-from/rejects-on-failure')).toBe(!ruledOut);
    expect(JSON.stringify(report.stages)).toContain(message.replace(/\.$/, ''));
  });
});
