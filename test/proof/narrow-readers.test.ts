import { describeStories, filter, rule, another, type Change, type Story } from './stories.ts';

const ofSes = (detail: object): string => JSON.stringify({ source: ['aws.ses'], detail });
const both =
  (...changes: readonly Change[]): Change =>
  (world) => {
    for (const change of changes) change(world);
  };
const bounced = { source: ['aws.ses'], 'detail-type': ['Email Bounced'] };
const others = '{"source":["aws.ses"],"detail-type":["Email Delivered","Email Complaint Received"]}';

/** What a reader asks for beyond the type of an event. */
const asked = {
  transient: { bounce: { bounceType: ['Transient'] } },
  permanent: { bounce: { bounceType: ['Permanent'] } },
  general: { bounce: { bounceType: ['Permanent'], bounceSubType: ['General'] } },
  suppressed: { bounce: { bounceSubType: ['Suppressed', 'OnAccountSuppressionList'] } },
  notTransient: { bounce: { bounceType: [{ 'anything-but': ['Transient'] }] } },
  otherSender: { mail: { source: [{ suffix: '@other.example' }] } },
  ownSender: { mail: { source: [{ suffix: 'example.com' }] } },
  otherDomainTag: { mail: { tags: { 'ses:from-domain': ['other.example'] } } },
  campaign: { mail: { tags: { campaign: ['spring'] } } },
  otherRecipient: { bounce: { bouncedRecipients: { emailAddress: [{ suffix: '@gmail.com' }] } } },
  // Nobody knows the status before it comes, and the simulator says 5.1.1.
  status: { bounce: { bouncedRecipients: { status: ['5.1.1'] } } },
  otherStatus: { bounce: { bouncedRecipients: { status: ['4.4.7'] } } },
} as const;

const lostAt = (code: string): Pick<Story, 'verdict' | 'exitCode' | 'codes'> => ({
  ...{ verdict: 'fail', exitCode: 1, codes: [code] },
});
const open = { verdict: 'unknown', exitCode: 0 } as const;
const clear = { verdict: 'pass', exitCode: 0 } as const;

/** A rule for bounces with a condition, and one that takes the other types. */
const bouncesBy = (condition: object): Change =>
  both(rule(JSON.stringify({ ...bounced, detail: condition })), (world) => {
    another(world, 'rest', others);
  });
const filtered = (condition: object): Change =>
  filter(JSON.stringify({ $or: [{ eventType: ['Delivery', 'Complaint'] }, condition] }));

const kinds: readonly (readonly [
  name: string,
  condition: object,
  ends: 'lost' | 'open' | 'clear',
  flags?: readonly string[],
])[] = [
  ['Transient bounces alone', asked.transient, 'lost'],
  ['suppressed bounces alone, and a bounce of another kind comes', asked.suppressed, 'lost'],
  ['Permanent bounces alone', asked.permanent, 'clear'],
  ['Permanent bounces of type General', asked.general, 'clear'],
  ['any bounces but Transient ones', asked.notTransient, 'clear'],
  ['bounces of a sender elsewhere', asked.otherSender, 'lost'],
  ['bounces of this sender', asked.ownSender, 'clear'],
  ['bounces of another domain by its tag', asked.otherDomainTag, 'lost'],
  ['bounces of a campaign', asked.campaign, 'open'],
  ['bounces at one receiver', asked.otherRecipient, 'open'],
  ['bounces of a status, which comes', asked.status, 'clear'],
  ['bounces of a status, which does not come', asked.otherStatus, 'open'],
  [
    'bounces of suppressed addresses, and one comes',
    { bounce: { bounceType: ['Permanent'], bounceSubType: ['Suppressed'] } },
    'clear',
    ['--scenario', 'suppressionlist'],
  ],
  [
    'suppressed bounces of another list',
    { bounce: { bounceSubType: ['OnTenantSuppressionList'] } },
    'open',
    ['--scenario', 'suppressionlist'],
  ],
];

const stories: Readonly<Record<string, Story>> = {
  ...Object.fromEntries(
    kinds.flatMap(([name, condition, ends, flags = []]): readonly (readonly [string, Story])[] => {
      const story = (code: string): Pick<Story, 'verdict' | 'exitCode' | 'codes'> =>
        ends === 'lost' ? lostAt(code) : ends === 'open' ? open : clear;
      return [
        [`a rule takes ${name}`, { world: bouncesBy(condition), ...story('proof/lost-at-rule'), flags }],
        [
          `a filter lets through ${name}`,
          { world: filtered(condition), ...story('proof/lost-at-filter-policy'), flags },
        ],
      ];
    }),
  ),
  'with a queue of our own, a rule takes Transient bounces alone': {
    world: bouncesBy(asked.transient),
    flags: ['--tap'],
    ...lostAt('proof/lost-at-rule'),
  },
  'with a queue of our own, a rule takes bounces of a sender elsewhere': {
    world: bouncesBy(asked.otherSender),
    flags: ['--tap'],
    ...{ ...lostAt('proof/lost-at-rule'), says: /takes mail of other senders/ },
  },
  'with a queue of our own, a filter lets through bounces of a campaign': {
    world: filtered(asked.campaign),
    flags: ['--tap'],
    ...{ ...open, says: /filter policies ask for more/ },
  },
  'a rule for Transient bounces beside one for all': {
    world: both(rule(ofSes(asked.transient)), (world) => {
      another(world, 'all', '{"source":["aws.ses"]}');
    }),
    ...clear,
  },
  'two rules, for Transient and for Permanent bounces': {
    world: both(bouncesBy(asked.transient), (world) => {
      another(world, 'permanent', JSON.stringify({ ...bounced, detail: asked.permanent }));
    }),
    ...clear,
  },
};

describeStories('a reader that asks for more than the type of an event', stories);
